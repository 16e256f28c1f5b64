import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { runIdPattern } from '../record/index.ts';
import {
  findStoreToWrite,
  isStore,
  listRuns,
  lookForStore,
  readRun,
  storeName,
  type Run,
} from '../store/index.ts';
import { codeOf } from '../system/index.ts';
import { printLine, type Io } from './io.ts';

/**
 * The store that is read: that which a folder stands for, or the nearest one at or above a file, else the current folder.
 * Somebody else's is passed over, which is said.
 */
export function resolveStore(
  folder: string | undefined,
  io: Io,
  file = path.join(io.cwd, 'x'),
): string {
  if (folder !== undefined) return namedStore(folder, io);
  const { store, passedOver } = lookForStore(file);
  for (const note of passedOver) printLine(io.stderr, note);
  return store;
}

/** The store that runs of a file are written to. Throws a UserError where that is not this user's, unless he named it. */
export function storeToWrite(folder: string | undefined, io: Io, file: string): string {
  if (folder !== undefined) return namedStore(folder, io);
  for (const note of lookForStore(file).passedOver) printLine(io.stderr, note);
  return findStoreToWrite(file);
}

/**
 * The store that a folder stands for: itself, or the one that it belongs to or holds. A folder that holds other
 * things gets its store beside them. Throws a UserError `usage.runs` where it is no folder.
 */
function namedStore(folder: string, io: Io): string {
  if (folder === '')
    throw new UserError(
      'usage.runs',
      "The folder of the runs is empty (''). Is a variable of the shell not set?",
    );
  const absolute = path.resolve(io.cwd, folder);
  const inside = path.join(absolute, storeName);
  const parent = path.dirname(absolute);
  const names = entriesOf(absolute, folder);
  if (names === null || names.length === 0 || isStore(absolute)) return absolute;
  if (names.includes(storeName)) return inside;
  return path.basename(absolute) === 'runs' && isStore(parent) ? parent : inside;
}

/** What is in a folder; null: there is none yet. */
function entriesOf(absolute: string, name: string): string[] | null {
  try {
    return readdirSync(absolute);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return null;
    const isFile = code === 'ENOTDIR' && existsSync(absolute) && !statSync(absolute).isDirectory();
    if (isFile) throw new UserError('usage.runs', `${name} is a file; name a folder.`);
    if (code === 'ENOTDIR')
      throw new UserError('usage.runs', `A part of the path ${name} is a file; name a folder.`);
    throw new UserError('usage.runs', `The folder ${name} cannot be read (${code}).`, {
      cause: error,
    });
  }
}

/**
 * The run that somebody means: its folder, its id, or the end of its id if only one run ends so.
 *
 * @throws UserError `usage.run` if there is none or more than one.
 */
export async function findRun(name: string, runs: string | undefined, io: Io): Promise<Run> {
  const folder = folderOfRun(name, runs, io);
  // One whose run.json cannot be read says why.
  if (folder !== undefined) return readRun(folder);
  const store = resolveStore(runs, io);
  const list = await listRuns(store);
  const found = list.runs.filter(run => run.id.endsWith(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const damaged = only === undefined ? unlistedRun(store, name) : undefined;
  if (damaged !== undefined) return readRun(damaged);
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

/** The folder of a run that no list has, since its run.json cannot be read, by the end of its id; reading it says why. */
function unlistedRun(store: string, name: string): string | undefined {
  const runs = path.join(store, 'runs');
  const folders = (entriesOf(runs, runs) ?? [])
    .filter(id => runIdPattern.test(id) && id.endsWith(name))
    .map(id => path.join(runs, id))
    .filter(folder => existsSync(path.join(folder, 'run.json')));
  return folders.length === 1 ? folders[0] : undefined;
}

/** The folder of a run that is told by its path or its whole id. */
export function folderOfRun(name: string, runs: string | undefined, io: Io): string | undefined {
  const folder = path.resolve(io.cwd, name);
  if (existsSync(path.join(folder, 'run.json'))) return folder;
  if (!runIdPattern.test(name)) return undefined;
  const stored = path.join(resolveStore(runs, io), 'runs', name);
  return existsSync(path.join(stored, 'run.json')) ? stored : undefined;
}
