import { describeRun } from '../../record/index.ts';
import { crashEnding } from '../crashEnding.ts';
import { cutTables } from './cutTables.ts';
import { readRun, type Run } from '../readRun.ts';
import { writeEnding } from '../writeEnding.ts';

/**
 * Gives a run whose process is gone what the process could not give: tables that end after their
 * last whole message, and an ending. Judged only on the machine and boot that it ran on; any other
 * run is returned as it is. Many may settle one run at a time. Throws as `readRun` does, and a
 * UserError where the folder cannot be written.
 */
export function settleRun(folder: string): Run {
  const run = readRun(folder);
  if (run.life !== 'dead') return run;
  cutTables(run.folder);
  const pid = run.process?.pid ?? 0;
  const what = `process ${pid}: ${describeRun(run)}`;
  writeEnding(run.folder, crashEnding(run.folder, { exitCode: null, signal: null, what }));
  return readRun(folder);
}
