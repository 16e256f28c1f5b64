import { UserError } from '../base/index.ts';
import type { RunWriter } from '../store/tables/index.ts';

/** Writes what waits, where the disk takes it. Else the writer tells of it and tries again: no run ends for that. */
export function flushQuietly(writer: RunWriter): void {
  try {
    writer.flush();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
