import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { runIdPattern } from '../record/index.ts';
import { homeFolder, isOurs, looksOurs, namesIn, readPlain, limits } from '../system/index.ts';

/** The name of a store's folder. */
export const storeName = '.residual-lab';

/** Where the runs of a notebook go, and what was passed over on the way. */
export interface FoundStore {
  readonly store: string;
  /** A sentence for each store that was not taken, because it is somebody else's. */
  readonly passedOver: readonly string[];
}

/**
 * Where the runs of this notebook go: the nearest `.residual-lab` folder at or above it, else a new
 * one in `root` (a workspace), else beside the notebook. Nothing is created.
 */
export function findStore(notebook: string, root?: string): string {
  return lookForStore(notebook, root).store;
}

/**
 * As `findStore`. It looks up to the workspace, the repository or the home folder, whichever comes first; outside of
 * them as far as folders are this user's and not everybody's. A store of another user is passed over: he would see
 * what is run, and could have prepared it. So is a link to a folder that is no store.
 */
export function lookForStore(notebook: string, root?: string): FoundStore {
  return look(notebook, root, looksOurs);
}

type Ownership = (stat: fs.Stats, folder: string) => boolean;

function look(notebook: string, root: string | undefined, isOwn: Ownership): FoundStore {
  const beside = path.dirname(path.resolve(notebook));
  const passedOver: string[] = [];
  for (const folder of foldersToLookIn(beside, root)) {
    const store = path.join(folder, storeName);
    const why = whyNotTaken(store, folder === root, isOwn);
    if (why === null) return { store, passedOver };
    if (why !== '') passedOver.push(`${store} is passed over: ${why}`);
  }
  return { store: path.join(root ?? beside, storeName), passedOver };
}

/**
 * As `findStore`, for what writes. Throws a UserError `run.foreignStore` where what stands there is not this user's,
 * and `usage.store` where no folder could be made.
 */
export function findStoreToWrite(notebook: string, root?: string): string {
  const { store } = look(notebook, root, isOurs);
  if (/^\/(dev|proc|sys)\//.test(store))
    throw new UserError(
      'usage.store',
      `${notebook} is no file in a folder of yours, so its runs have no place. Name a store with --runs.`,
    );
  const why = whyNotTaken(store, path.dirname(store) === root, isOurs);
  if (why) throw new UserError('run.foreignStore', `The runs would go to ${store}, but ${why}`);
  return store;
}

/** From the notebook's folder up to where stores of others begin. */
function foldersToLookIn(beside: string, root: string | undefined): string[] {
  const all = [beside];
  for (let at = beside; path.dirname(at) !== at; at = path.dirname(at)) all.push(path.dirname(at));
  const home = homeFolder();
  const end = all.findIndex(
    folder => folder === root || folder === home || isThere(path.join(folder, '.git')),
  );
  if (end !== -1) return all.slice(0, end + 1);
  const foreign = all.findIndex(folder => !isPrivate(folder));
  return all.slice(0, Math.max(1, foreign === -1 ? all.length : foreign));
}

/** Only this user makes files there. Windows tells no owner: nothing is known to be. */
function isPrivate(folder: string): boolean {
  if (process.geteuid === undefined) return false;
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.uid === process.geteuid() && (stat.mode & 0o002) === 0;
}

/** Null: it is taken. Empty: it is not there. Else why it is not taken. */
function whyNotTaken(store: string, isWorkspace: boolean, isOwn: Ownership): string | null {
  try {
    const own = fs.lstatSync(store);
    const stat = own.isSymbolicLink() ? fs.statSync(store) : own;
    if (!stat.isDirectory()) return '';
    if (own.isSymbolicLink() && !isStore(fs.realpathSync(store)))
      return 'it is a link to a folder that is no store. If it is yours, name it with --runs once.';
    // Whoever trusts a folder of the editor trusts what its owner put into it.
    const trusted = isWorkspace && stat.uid === fs.statSync(path.dirname(store)).uid;
    if (trusted || isOwn(stat, store)) return null;
    return `it belongs to another user (number ${stat.uid}). Name it with --runs if you trust him.`;
  } catch {
    return '';
  }
}

const contents = /^(runs|queue|annotations\.json|locks|\..*|Thumbs\.db|desktop\.ini)$/;

/**
 * A folder that is a store, whatever its name: it holds runs, or what a new one holds and nothing else. A folder
 * `runs` alone says nothing: other programs have one, too.
 */
export function isStore(folder: string): boolean {
  if (path.basename(folder) === storeName && isThere(folder)) return true;
  if (namesIn(path.join(folder, 'runs')).some(name => runIdPattern.test(name))) return true;
  const ignore = readPlain(path.join(folder, '.gitignore'), { most: limits.note });
  const isMarked = 'bytes' in ignore && ignore.bytes.toString('latin1').trim() === '*';
  return isMarked && namesIn(folder).every(name => contents.test(name));
}

function isThere(file: string): boolean {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
