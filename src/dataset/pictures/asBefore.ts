import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../../base/index.ts';
import { unreadable } from '../unreadable.ts';
import { compare, isImage } from './entries.ts';
import type { Picture, PictureFolder } from './types.ts';

/**
 * A picture folder by the first rules, for runs that began by them: linked and deeper folders are passed
 * over, and the fifth that tests is drawn by position.
 */
export async function listAsBefore(folder: string): Promise<PictureFolder> {
  const top = await foldersIn(folder);
  if (top.includes('train') && top.includes('test')) {
    const classes = await foldersIn(join(folder, 'train'));
    const list = async (split: string) =>
      (await Promise.all(classes.map((name, i) => imagesOf(folder, `${split}/${name}`, i)))).flat();
    return { classes, train: await list('train'), test: await list('test'), leftOut: [] };
  }
  const train: Picture[] = [];
  const test: Picture[] = [];
  for (const [label, name] of top.entries()) {
    const images = await imagesOf(folder, name, label);
    const order = Random.of('test images', name).permutation(images.length);
    const tested = new Set(order.subarray(0, Math.floor(images.length / 5)));
    for (const [i, image] of images.entries()) (tested.has(i) ? test : train).push(image);
  }
  return { classes: top, train, test, leftOut: [] };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(folder, cause);
  });
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
}

async function imagesOf(set: string, place: string, label: number): Promise<Picture[]> {
  const folder = join(set, place);
  const names = await readdir(folder).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(folder, cause);
  });
  return names
    .filter(name => isImage(name) && !name.startsWith('.'))
    .sort(compare)
    .map(name => ({
      path: join(folder, name),
      name: `${place}/${name}`.normalize('NFC'),
      label,
    }));
}
