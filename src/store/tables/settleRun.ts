import fs from 'node:fs';
import { lastHeardOf } from '../../record/index.ts';
import { crashEnding } from '../crashEnding.ts';
import { cutTables } from './cutTables.ts';
import { readRun, type Run } from '../readRun.ts';
import { writeEnding } from '../writeEnding.ts';

export interface SettleOptions {
  /** Somebody says that a run of which nothing can be known is dead. */
  readonly lost?: boolean;
}

/**
 * Gives a run whose process is dead what the process could not give: tables that end after their
 * last whole message, and an ending. Only whoever owns the folder does so: for others the run is
 * returned as it is, and so is one that may still live. Many may settle one run at a time. Throws
 * as `readRun` does, and a UserError where the folder cannot be written.
 */
export function settleRun(folder: string, { lost = false }: SettleOptions = {}): Run {
  const run = readRun(folder);
  const isLost = lost && !run.isCertain;
  if ((run.life !== 'dead' && !isLost) || !isOwnFolder(run.folder)) return run;
  cutTables(run.folder);
  const who = run.process === null ? 'it' : `process ${run.process.pid}`;
  const said = isLost ? '. It was said to be lost' : '';
  const what = `${who} left no ending: ${lastHeardOf(run)}${said}`;
  const ending = crashEnding(run.folder, { exitCode: null, signal: null, what });
  writeEnding(run.folder, ending);
  return readRun(folder);
}

/** Also where we may write everywhere, as the administrator: what is settled is the owner's to keep. */
export function isOwnFolder(folder: string): boolean {
  const user = process.geteuid?.();
  return user === undefined || fs.lstatSync(folder).uid === user;
}
