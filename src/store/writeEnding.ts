import path from 'node:path';
import type { RunEnding } from '../record/index.ts';
import { createExclusively, diskError, nodeFiles } from '../system/index.ts';

type WithoutTime<T> = T extends unknown ? Omit<T, 'format' | 'time'> : never;

/** An ending whose time is now. */
export type NewEnding = WithoutTime<RunEnding>;

/**
 * Writes end.json unless there is one: a run has one ending, and the first to write wins. False:
 * there was one already. Throws a UserError where the folder cannot be written.
 */
export function writeEnding(folder: string, ending: NewEnding, files = nodeFiles): boolean {
  const file = path.join(folder, 'end.json');
  try {
    return createExclusively(file, endingText(ending), files);
  } catch (error) {
    throw diskError(error, "write the run's ending", file);
  }
}

export function endingText(ending: NewEnding): string {
  const whole: RunEnding = { format: 1, time: new Date().toISOString(), ...ending };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
