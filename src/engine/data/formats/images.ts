import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random, UserError } from '../../../base/index.ts';
import type { Split } from '../types.ts';
import { decodeImage, type DecodedImage } from './decodeImage.ts';
import type { DatasetFormat } from './format.ts';
import { sharedBytes, sharedUint16 } from './sharedBytes.ts';

const isImage = /\.(png|jpe?g)$/i;

interface Labelled {
  readonly path: string;
  readonly label: number;
}

/**
 * A folder of PNG and JPEG files by class: `train/CLASS/*` and `test/CLASS/*`, or `CLASS/*`, of
 * which then a fifth of each class tests, chosen by a fixed permutation of the sorted names, so that
 * it is the same in every run. All images have one size; they are grey if every one of them is.
 */
export const imagesFormat: DatasetFormat = {
  name: 'images',
  files: 'train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png (PNG or JPEG)',
  subfolder: null,
  matches: entries =>
    (entries.has('train') && entries.has('test')) ||
    (entries.size > 0 && [...entries].every(name => !/\.(bin|txt|csv|md)$/i.test(name))),
  async read(folder) {
    const { classes, train, test } = await listImages(folder);
    if (train.length === 0 || test.length === 0) {
      const which = train.length === 0 ? 'training' : 'test';
      throw new UserError(
        'data.missing',
        `${folder}: there are no ${which} images. Expected ${imagesFormat.files}, ` +
          'with five or more images a class if there is no test folder.',
      );
    }
    const images = await decodeAll([...train, ...test]);
    const first = images[0] as DecodedImage;
    const channels = images.every(image => image.channels === 1) ? 1 : 3;
    const deep = images.some(image => image.data instanceof Uint16Array);
    const split = (list: readonly Labelled[], from: number) =>
      packSplit(list, images.slice(from, from + list.length), channels, deep);
    return {
      shape: [first.height, first.width, channels],
      classes,
      train: split(train, 0),
      test: split(test, train.length),
    };
  },
};

async function listImages(
  folder: string,
): Promise<{ classes: string[]; train: Labelled[]; test: Labelled[] }> {
  const top = await foldersIn(folder);
  if (top.includes('train') && top.includes('test')) {
    const classes = await foldersIn(join(folder, 'train'));
    const unknown = (await foldersIn(join(folder, 'test'))).find(name => !classes.includes(name));
    if (unknown !== undefined) {
      throw new UserError(
        'data.label',
        `${join(folder, 'test', unknown)}: expected the classes of ${join(folder, 'train')} ` +
          `(${classes.join(', ')}), found ${unknown}.`,
      );
    }
    const list = async (split: string) =>
      (await Promise.all(classes.map((name, i) => imagesOf(join(folder, split, name), i)))).flat();
    return { classes, train: await list('train'), test: await list('test') };
  }
  const train: Labelled[] = [];
  const test: Labelled[] = [];
  for (const [label, name] of top.entries()) {
    const images = await imagesOf(join(folder, name), label);
    const order = Random.of('test images', name).permutation(images.length);
    const tested = new Set(order.subarray(0, Math.floor(images.length / 5)));
    for (const [i, image] of images.entries()) (tested.has(i) ? test : train).push(image);
  }
  return { classes: top, train, test };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
}

async function imagesOf(folder: string, label: number): Promise<Labelled[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter(name => isImage.test(name) && !name.startsWith('.'))
    .sort()
    .map(name => ({ path: join(folder, name), label }));
}

async function decodeAll(list: readonly Labelled[]): Promise<DecodedImage[]> {
  const images: DecodedImage[] = [];
  for (const { path } of list) {
    const image = decodeImage(path, await readFile(path));
    const first = images[0] ?? image;
    if (image.width !== first.width || image.height !== first.height) {
      throw new UserError(
        'data.imageSize',
        `${path}: expected ${first.width}x${first.height} pixels as in ${list[0]?.path ?? ''}, ` +
          `found ${image.width}x${image.height}. All images of a set must have one size.`,
      );
    }
    images.push(image);
  }
  return images;
}

/** 16 bits if any image of the set has them (8-bit values times 257); grey becomes three equal channels among colour. */
function packSplit(
  list: readonly Labelled[],
  images: readonly DecodedImage[],
  channels: number,
  deep: boolean,
): Split {
  const pixels = (images[0] as DecodedImage).width * (images[0] as DecodedImage).height;
  const size = images.length * pixels * channels;
  const out = deep ? sharedUint16(size) : sharedBytes(size);
  const labels = new Int32Array(new SharedArrayBuffer(4 * images.length));
  for (const [i, image] of images.entries()) {
    const factor = deep && image.data instanceof Uint8Array ? 257 : 1;
    labels[i] = (list[i] as Labelled).label;
    let at = i * pixels * channels;
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < channels; c++) {
        const from = image.channels === 1 ? p : p * 3 + c;
        out[at++] = (image.data[from] as number) * factor;
      }
    }
  }
  return { count: images.length, images: out, labels };
}
