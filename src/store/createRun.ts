import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { requestText, type RunRequest } from '../record/index.ts';
import {
  checkFolder,
  codeOf,
  createExclusively,
  diskError,
  isLeftover,
  makeFolders,
  namesIn,
  replaceFile,
} from '../system/index.ts';
import { storeName } from './findStore.ts';
import { recordMaker } from './launch.ts';
import { stampIn, timeAfterAll } from './order.ts';

/** What a run is asked for, before it has a folder. */
export type NewRun = Omit<RunRequest, 'format' | 'id' | 'created'>;

/**
 * Makes a run folder in this store and returns its path. The store is made too, with a `.gitignore` of `*` where its
 * folder is its own. The folder appears with all that is in it. Throws a UserError where the
 * store cannot be written.
 */
export async function createRun(store: string, request: NewRun): Promise<string> {
  try {
    const runs = path.join(store, 'runs');
    const isOwn = isOwnPlace(store);
    makeFolders(runs);
    checkFolder(runs, { ours: false });
    if (isOwn) createExclusively(path.join(store, '.gitignore'), '*\n');
    await removeUnfinished(runs);
    const created = timeAfterAll(runs);
    for (;;) {
      const id = newId(created, request.cell.name);
      const whole: RunRequest = { format: 1, id, created: created.toISOString(), ...request };
      if (await makeFolder(runs, whole)) return path.join(runs, id);
    }
  } catch (error) {
    if (codeOf(error) === '') throw error;
    throw diskError(error, 'make a run folder', store);
  }
}

/** A folder that we make, an empty one, or one that is a store by its name: git is told to pass over nothing else. */
function isOwnPlace(store: string): boolean {
  return path.basename(store) === storeName || namesIn(store).length === 0;
}

/** Makes a run's folder with all that is in it, in one step. False: there is one of this name. */
async function makeFolder(runs: string, request: RunRequest): Promise<boolean> {
  const folder = path.join(runs, `.${request.id}${unfinished}`);
  try {
    await fs.mkdir(folder);
  } catch (error) {
    // Somebody else makes a run of this name at this moment: the folder is not ours to delete.
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await fs.mkdir(path.join(folder, 'checkpoints'));
    recordMaker(folder);
    replaceFile(path.join(folder, 'run.json'), requestText(request));
    await fs.rename(folder, path.join(runs, request.id));
    return true;
  } catch (error) {
    await fs.rm(folder, { recursive: true, force: true });
    if (['EEXIST', 'ENOTEMPTY'].includes(codeOf(error))) return false;
    throw error;
  }
}

const unfinished = '.new';
const hourMs = 3_600_000;

/** What a process left that was killed while it made a folder. Never throws. */
async function removeUnfinished(runs: string): Promise<void> {
  for (const name of namesIn(runs)) {
    if (!name.startsWith('.') || !name.endsWith(unfinished)) continue;
    const folder = path.join(runs, name);
    if (isLeftover(folder, hourMs))
      await fs.rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Date and time (UTC), the cell's name and a random tail: `20261121-062501-base-4f2c`. */
function newId(created: Date, cell: string): string {
  return `${stampIn(created)}-${slug(cell)}-${randomBytes(2).toString('hex')}`;
}

function slug(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(w => w !== '');
  return words.join('-').slice(0, 40).replace(/-+$/, '') || 'run';
}
