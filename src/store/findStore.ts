import fs from 'node:fs';
import path from 'node:path';

/** The name of a store's folder. */
export const storeName = '.residual-lab';

/**
 * Where the runs of this notebook go: the nearest `.residual-lab` folder at or above it, else a new
 * one in `root` (a workspace), else beside the notebook. Nothing is created.
 */
export function findStore(notebook: string, root?: string): string {
  const beside = path.dirname(path.resolve(notebook));
  for (let folder = beside; ; folder = path.dirname(folder)) {
    const store = path.join(folder, storeName);
    if (fs.statSync(store, { throwIfNoEntry: false })?.isDirectory() === true) return store;
    if (folder === path.dirname(folder)) return path.join(root ?? beside, storeName);
  }
}
