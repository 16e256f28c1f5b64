import path from 'node:path';
import type { RunEnding, RunLife, RunProcess, RunStatus } from '../record/index.ts';
import { lookFor } from '../runs/launch/index.ts';

/** How a run stands. */
export interface Standing {
  readonly life: RunLife;
  /** Why it is judged so, as the end of a sentence; empty for `waiting` and `ended`. */
  readonly why: string;
  /** A kernel says so. Else who runs it may know better, and say that it is lost. */
  readonly isCertain: boolean;
}

/** Whether a run goes on, by its files and by what its launcher says of its process. Writes nothing. */
export function standingOf(
  folder: string,
  files: {
    readonly process: RunProcess | null;
    readonly status: RunStatus | null;
    readonly ending: RunEnding | null;
  },
): Standing {
  if (files.ending !== null) return { life: 'ended', why: '', isCertain: true };
  if (files.process === null) return { life: 'waiting', why: '', isCertain: true };
  const { fate, why, certain } = lookFor(files.process, {
    folder,
    command: path.basename(folder),
    lastSign: files.status?.uptime ?? null,
  });
  return { life: fate, why, isCertain: certain };
}
