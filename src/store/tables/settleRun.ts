import fs from 'node:fs';
import path from 'node:path';
import { lastHeardOf } from '../../record/index.ts';
import { crashEnding } from '../crashEnding.ts';
import { readRun, type Run } from '../readRun.ts';
import { isOwnFolder } from '../runFolder.ts';
import { diskError } from '../../system/index.ts';
import { tidyRun } from './tidyRun.ts';
import { writeEnding } from '../writeEnding.ts';

export interface SettleOptions {
  /** Somebody says that a run of which nothing can be known is dead. */
  readonly lost?: boolean;
}

/**
 * Gives a run whose process is dead what the process could not give: tables that end after their
 * last whole message, and an ending. Only whoever owns the folder does so, not even the administrator: an ending
 * quotes the log, and a stranger's folder could make it quote what only we may read. For others the run is
 * returned as it is, and so is one that may still live. Many may settle one run at a time. Throws
 * as `readRun` does, and a UserError where the folder cannot be written.
 */
export function settleRun(folder: string, { lost = false }: SettleOptions = {}): Run {
  const run = readRun(folder);
  const isLost = lost && !run.isCertain;
  if ((run.life !== 'dead' && !isLost) || !isSettledByUs(run.folder)) return run;
  tidyRun(run.folder);
  const who = run.process === null ? 'it' : `process ${run.process.pid}`;
  const said = isLost ? '. It was said to be lost' : '';
  const what = `${who} left no ending: ${lastHeardOf(run)}${said}`;
  const ending = crashEnding(run.folder, { exitCode: null, signal: null, what });
  setAsideDamaged(run.folder);
  writeEnding(run.folder, ending);
  return readRun(folder);
}

/** Looks only: asking a disk whether all its files have one owner would write to it. */
export function isSettledByUs(folder: string): boolean {
  const user = process.geteuid?.();
  const isOfUser = user === undefined || fs.lstatSync(folder).uid === user;
  return isOfUser && isOwnFolder(folder);
}

/** An ending that cannot be understood, as after a power cut, keeps no other from being written. */
function setAsideDamaged(folder: string): void {
  const file = path.join(folder, 'end.json');
  if (!fs.existsSync(file) || readRun(folder).ending !== null) return;
  try {
    fs.renameSync(file, `${file}.damaged`);
  } catch (error) {
    throw diskError(error, 'settle the run', file);
  }
}
