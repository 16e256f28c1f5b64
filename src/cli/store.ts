import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { findStore, listRuns, readRun, storeName, type Run } from '../store/index.ts';
import type { Io } from './io.ts';

/**
 * The store that a folder stands for: the folder itself, or the one that it belongs to or holds.
 * Without a folder, the nearest one at or above the file (or the current folder).
 */
export function resolveStore(folder: string | undefined, io: Io, file?: string): string {
  if (folder === undefined) return findStore(file ?? path.join(io.cwd, 'x'));
  const absolute = path.resolve(io.cwd, folder);
  if (isFolder(path.join(absolute, 'runs'))) return absolute;
  if (isFolder(path.join(absolute, storeName))) return path.join(absolute, storeName);
  const parent = path.dirname(absolute);
  return path.basename(absolute) === 'runs' && existsSync(path.join(parent, '.gitignore'))
    ? parent
    : absolute;
}

/**
 * The run that somebody means: its folder, its id, or the end of its id if only one run ends so.
 *
 * @throws UserError `usage.run` if there is none or more than one.
 */
export async function findRun(name: string, runs: string | undefined, io: Io): Promise<Run> {
  const folder = path.resolve(io.cwd, name);
  if (existsSync(path.join(folder, 'run.json'))) return readRun(folder);
  const store = resolveStore(runs, io);
  const list = await listRuns(store);
  const exact = list.runs.find(run => run.id === name);
  if (exact !== undefined) return exact;
  const found = list.runs.filter(run => run.id.endsWith(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined)
    throw new UserError(
      'usage.run',
      `There is no run '${name}' in ${store}. 'reslab runs' lists them; --runs DIR looks elsewhere.`,
    );
  throw new UserError(
    'usage.run',
    `'${name}' could be ${found.map(run => run.id).join(' or ')}; write more of it.`,
  );
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // A part of the path is a file, or may not be looked at.
    return false;
  }
}
