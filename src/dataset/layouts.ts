import { readdir } from 'node:fs/promises';

/** Names of the layouts on disk. */
export type LayoutName = 'cifar10' | 'cifar100' | 'stl10' | 'idx' | 'usps' | 'coil20' | 'images';

/** One layout on disk: which files make a set. */
export interface Layout {
  readonly name: LayoutName;
  /** One line for messages: which files make a set of this layout. */
  readonly files: string;
  /** Folder that the official archive unpacks to; the set may lie in it or directly. */
  readonly subfolder: string | null;
  /** Whether a folder with these entries (files and folders, `.gz` taken off) is such a set. */
  readonly matches: (entries: ReadonlySet<string>, hasFolders: boolean) => boolean;
  /**
   * The files that are read, each by its possible names; a name may have `.gz` behind it. Null for
   * pictures, which are found by looking.
   */
  readonly parts: readonly (readonly string[])[] | null;
}

/** Files of the training set of CIFAR-10; a set of one's own may have fewer. */
export const cifar10Batches: readonly string[] = [1, 2, 3, 4, 5].map(i => `data_batch_${i}.bin`);

const idxParts = ['train', 't10k'].flatMap(split =>
  ['images', 'labels'].map(what => {
    const type = what === 'images' ? 'idx3' : 'idx1';
    return [`${split}-${what}-${type}-ubyte`, `${split}-${what}.${type}-ubyte`];
  }),
);

/** All layouts, tried in this order where none is named; a folder of pictures is the last guess. */
export const layouts: { readonly [K in LayoutName]: Layout } = {
  cifar10: {
    name: 'cifar10',
    files: 'data_batch_1.bin … data_batch_5.bin and test_batch.bin (each may be .gz)',
    subfolder: 'cifar-10-batches-bin',
    matches: entries => entries.has('data_batch_1.bin') && entries.has('test_batch.bin'),
    parts: [...cifar10Batches, 'test_batch.bin'].map(name => [name]),
  },
  cifar100: {
    name: 'cifar100',
    files: 'train.bin and test.bin (each may be .gz)',
    subfolder: 'cifar-100-binary',
    matches: entries => entries.has('train.bin') && entries.has('test.bin'),
    parts: [['train.bin'], ['test.bin']],
  },
  stl10: {
    name: 'stl10',
    files: 'train_X.bin, train_y.bin, test_X.bin and test_y.bin (each may be .gz)',
    subfolder: 'stl10_binary',
    matches: entries => entries.has('train_X.bin') && entries.has('train_y.bin'),
    parts: [['train_X.bin'], ['train_y.bin'], ['test_X.bin'], ['test_y.bin']],
  },
  idx: {
    name: 'idx',
    files:
      'train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and ' +
      't10k-labels-idx1-ubyte (each may be .gz)',
    subfolder: null,
    matches: entries =>
      entries.has('train-images-idx3-ubyte') || entries.has('train-images.idx3-ubyte'),
    parts: idxParts,
  },
  usps: {
    name: 'usps',
    files: 'zip.train and zip.test (each may be .gz)',
    subfolder: null,
    matches: entries => entries.has('zip.train') && entries.has('zip.test'),
    parts: [['zip.train'], ['zip.test']],
  },
  coil20: {
    name: 'coil20',
    files: 'coil20_32x32_u16.bin (may be .gz)',
    subfolder: null,
    matches: entries => entries.has('coil20_32x32_u16.bin'),
    parts: [['coil20_32x32_u16.bin']],
  },
  images: {
    name: 'images',
    files: 'train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png (PNG or JPEG)',
    subfolder: null,
    matches: (entries, hasFolders) =>
      hasFolders ||
      (entries.size > 0 && [...entries].every(name => !/\.(bin|txt|csv|md)$/i.test(name))),
    parts: null,
  },
};

/** The names of the files of a layout that are there, each as it is read: plain before `.gz`. */
export async function partsThere(folder: string, layout: Layout): Promise<string[]> {
  const entries = new Set(await readdir(folder));
  return (layout.parts ?? []).flatMap(
    names => names.flatMap(name => [name, `${name}.gz`]).find(name => entries.has(name)) ?? [],
  );
}
