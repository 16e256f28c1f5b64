import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../base/index.ts';
import { codeOf } from '../../system/index.ts';

export interface PatienceOptions {
  /** Longest wait in milliseconds, by the system's error code; for tests. */
  readonly waitMs?: (code: string) => number;
  /** Looked at between two tries: true ends the wait. */
  readonly giveUp?: () => boolean;
}

const betweenMs = 250;
/** People can make room; a disk or a limit that recovers by itself does so soon. */
const usualMs: Readonly<Record<string, number>> = { ENOSPC: 60_000, EDQUOT: 60_000, EFBIG: 1000 };

/**
 * Does something that a full or ailing disk may refuse, again and again until it succeeds or waiting is in vain;
 * then it throws the last UserError. Whoever waits has said so: `RunWriter` tells of it in the status and the log.
 */
export async function patiently<T>(
  action: () => T | Promise<T>,
  { waitMs = code => usualMs[code] ?? 3000, giveUp = () => false }: PatienceOptions = {},
): Promise<T> {
  const began = performance.now();
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // A file or folder that is gone does not come back.
      const isGone = error.code === 'run.gone';
      const waited = performance.now() - began;
      if (isGone || waited >= waitMs(codeOf(error.cause)) || giveUp()) throw error;
      await sleep(betweenMs);
    }
  }
}
