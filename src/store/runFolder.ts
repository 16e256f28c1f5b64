import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { writeEnding } from './writeEnding.ts';
import { checkFolder, diskError, nodeFiles, notPlain, type FileSystem } from '../system/index.ts';

/**
 * Throws a UserError `run.links` unless a run folder and those around it are real folders: `runs`, the run's own, which
 * must be ours, and its `checkpoints`. A link among them would lead what is written, and what retention deletes,
 * somewhere else. The store itself may be a link: its user may have put it on another disk (see `findStore`).
 */
export function checkRunFolder(folder: string, files: FileSystem = nodeFiles): void {
  try {
    checkFolder(path.dirname(path.resolve(folder)), { ours: false }, files);
    checkFolder(folder, { ours: true }, files);
    const checkpoints = path.join(folder, 'checkpoints');
    if (files.lstatSync(checkpoints, { throwIfNoEntry: false }) !== undefined)
      checkFolder(checkpoints, { ours: true }, files);
  } catch (error) {
    throw diskError(error, 'write the run', folder);
  }
}

/** What a run folder holds before its process takes it. */
const madeBefore: ReadonlySet<string> = new Set([
  'run.json',
  'launch.json',
  'log.txt',
  'stop',
  'checkpoints',
]);
/** What file managers and network disks leave anywhere. */
const litter = /^(\..*|Thumbs\.db|desktop\.ini)$/i;

/**
 * Throws a UserError `run.links` unless a run folder is as whoever makes one leaves it: run.json, launch.json, a log.txt, an empty
 * `checkpoints`, and perhaps `stop`. A folder that holds more, or a link, was made by somebody else, who wants
 * something of what writes there. `run.claimed`: a process has taken it, or it has ended.
 */
export function checkNewRunFolder(folder: string): void {
  checkRunFolder(folder);
  const entries = listed(folder);
  if (entries.some(e => e.name === 'process.json' || e.name === 'end.json'))
    throw new UserError(
      'run.claimed',
      `The run at ${folder} was taken by a process before. Resume it to go on in a new folder.`,
    );
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name === 'checkpoints') continue;
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    if (stat.isSymbolicLink()) throw notPlain(file, 'is a link');
    if (!stat.isFile()) throw notPlain(file, 'is no plain file');
    if (stat.nlink > 1) throw notPlain(file, 'has a second name elsewhere (a hard link)');
  }
  const foreign = entries.map(e => e.name).filter(n => !madeBefore.has(n) && !litter.test(n));
  const kept = listed(path.join(folder, 'checkpoints')).map(e => `checkpoints/${e.name}`);
  const found = [...foreign, ...kept.filter(n => !litter.test(path.basename(n)))];
  if (found.length === 0) return;
  const more = found.length > 5 ? `, and ${found.length - 5} more` : '';
  throw new UserError(
    'run.links',
    `The run folder ${folder} already holds ${found.slice(0, 5).join(', ')}${more}. A run that waits has ` +
      'nothing but run.json: somebody else made this one. Run its cell again, and delete the folder.',
  );
}

/** As `checkNewRunFolder`, and what is wrong is the run's ending, too, where it may be written. */
export function refuseForeignFolder(folder: string): void {
  try {
    checkNewRunFolder(folder);
  } catch (error) {
    if (error instanceof UserError && error.code === 'run.links' && isOwnFolder(folder))
      writeEnding(folder, { ending: 'refused', message: error.message, code: error.code });
    throw error;
  }
}

/** The folders around a run are real ones, and its own is ours. */
export function isOwnFolder(folder: string): boolean {
  try {
    checkRunFolder(folder);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function listed(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
