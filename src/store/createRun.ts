import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { RunRequest } from '../record/index.ts';
import { storeName } from './findStore.ts';
import {
  checkFolder,
  codeOf,
  createExclusively,
  diskError,
  makeFolders,
  namesIn,
  replaceFile,
} from '../system/index.ts';

import { recordMaker } from './launch.ts';
import { stampIn, timeAfterAll } from './order.ts';

/** What a run is asked for, before it has a folder. */
export type NewRun = Omit<RunRequest, 'format' | 'id' | 'created'>;

/**
 * Makes a run folder in this store and returns its path. The store is made too, with a `.gitignore` of `*` where its
 * folder is its own. run.json comes last and at once: a folder without one is no run. Throws a UserError where the
 * store cannot be written.
 */
export async function createRun(store: string, request: NewRun): Promise<string> {
  try {
    const runs = path.join(store, 'runs');
    const isOwn = isOwnPlace(store);
    makeFolders(runs);
    checkFolder(runs, { ours: false });
    if (isOwn) createExclusively(path.join(store, '.gitignore'), '*\n');
    const created = timeAfterAll(runs);
    const id = await makeFolder(runs, created, request.cell.name);
    const folder = path.join(runs, id);
    await fs.mkdir(path.join(folder, 'checkpoints'));
    recordMaker(folder);
    const whole: RunRequest = { format: 1, id, created: created.toISOString(), ...request };
    replaceFile(path.join(folder, 'run.json'), `${JSON.stringify(whole, null, 2)}\n`);
    return folder;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    throw diskError(error, 'make a run folder', store);
  }
}

/** A folder that we make, an empty one, or one that is a store by its name: git is told to pass over nothing else. */
function isOwnPlace(store: string): boolean {
  return path.basename(store) === storeName || namesIn(store).length === 0;
}

/** Date and time (UTC), the cell's name and a random tail: `20261121-062501-base-4f2c`. */
async function makeFolder(runs: string, created: Date, cell: string): Promise<string> {
  const stamp = stampIn(created);
  for (;;) {
    const id = `${stamp}-${slug(cell)}-${randomBytes(2).toString('hex')}`;
    try {
      await fs.mkdir(path.join(runs, id));
      return id;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

function slug(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(w => w !== '');
  return words.join('-').slice(0, 40).replace(/-+$/, '') || 'run';
}
