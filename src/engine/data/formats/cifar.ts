import { allInOrder } from './allInOrder.ts';
import { readdir } from 'node:fs/promises';
import {
  cifar10Batches,
  cifar10Classes,
  cifar100Classes,
  layouts,
} from '../../../dataset/index.ts';
import { checkRecords, labelError } from '../dataError.ts';
import { readDataFile } from '../dataFile.ts';
import type { DataFile } from '../types.ts';
import type { Split } from '../types.ts';
import type { DatasetFormat } from './format.ts';
import { interleavePlanes } from './planes.ts';
import { sharedBytes } from './sharedBytes.ts';

const pixels = 32 * 32 * 3;
const layout = { height: 32, width: 32, columns: false };

/** CIFAR-10, "binary version" of the home page: label, then red, green and blue plane. */
export const cifar10Format: DatasetFormat = {
  ...layouts.cifar10,
  async read(folder, { known = null } = {}) {
    const names = known ? cifar10Batches : await trainBatchesThere(folder);
    const count = known ? 10_000 : null;
    const [test, ...train] = await allInOrder(
      ['test_batch.bin', ...names].map(name => readDataFile(folder, name)),
    );
    const read = (files: DataFile[]) => readRecords(files, { labels: 1, classes: 10, count });
    return {
      shape: [32, 32, 3],
      classes: cifar10Classes,
      train: read(train),
      test: read(test ? [test] : []),
    };
  },
};

/** CIFAR-100, "binary version": coarse label, fine label, three planes. The fine label is the class. */
export const cifar100Format: DatasetFormat = {
  ...layouts.cifar100,
  async read(folder, { known = null } = {}) {
    const [train, test] = await allInOrder([
      readDataFile(folder, 'train.bin'),
      readDataFile(folder, 'test.bin'),
    ]);
    const read = (file: DataFile, count: number | null) =>
      readRecords([file], { labels: 2, classes: 100, count });
    return {
      shape: [32, 32, 3],
      classes: cifar100Classes,
      train: read(train, known && known.counts.train),
      test: read(test, known && known.counts.test),
    };
  },
};

async function trainBatchesThere(folder: string): Promise<string[]> {
  const entries = new Set(await readdir(folder));
  const there = cifar10Batches.filter(name => entries.has(name) || entries.has(`${name}.gz`));
  return there.length ? there : cifar10Batches.slice(0, 1);
}

function readRecords(
  files: readonly DataFile[],
  kind: { readonly labels: number; readonly classes: number; readonly count: number | null },
): Split {
  const record = kind.labels + pixels;
  const counts = files.map(file => checkRecords(file, { header: 0, record, count: kind.count }));
  const total = counts.reduce((sum, n) => sum + n, 0);
  const images = sharedBytes(total * pixels);
  const labels = sharedBytes(total);
  let at = 0;
  for (const [f, file] of files.entries()) {
    for (let r = 0; r < (counts[f] ?? 0); r++, at++) {
      const labelAt = r * record + kind.labels - 1;
      const label = file.bytes[labelAt] as number;
      if (label >= kind.classes) {
        throw labelError(file, labelAt, r + 1, `0 to ${kind.classes - 1}`, label);
      }
      labels[at] = label;
      interleavePlanes(file.bytes, labelAt + 1, layout, images, at * pixels);
    }
  }
  return { count: total, images, labels };
}
