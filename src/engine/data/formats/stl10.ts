import { stl10Classes, layouts } from '../../../dataset/index.ts';
import { allInOrder } from './allInOrder.ts';
import { checkRecords, labelError } from '../dataError.ts';
import { readDataFile } from '../dataFile.ts';
import type { Split } from '../types.ts';
import type { DatasetFormat } from './format.ts';
import { interleavePlanes } from './planes.ts';
import { sharedBytes } from './sharedBytes.ts';

const layout = { height: 96, width: 96, columns: true };
const pixels = 96 * 96 * 3;

/** STL-10 binary: images as planes written column by column, labels 1 to 10 in files of their own. */
export const stl10Format: DatasetFormat = {
  ...layouts.stl10,
  async read(folder, { known = null } = {}) {
    return {
      shape: [96, 96, 3],
      classes: stl10Classes,
      train: await readSplit(folder, 'train', known && known.counts.train),
      test: await readSplit(folder, 'test', known && known.counts.test),
    };
  },
};

async function readSplit(folder: string, name: string, known: number | null): Promise<Split> {
  const [x, y] = await allInOrder([
    readDataFile(folder, `${name}_X.bin`),
    readDataFile(folder, `${name}_y.bin`),
  ]);
  const count = checkRecords(x, { header: 0, record: pixels, count: known });
  checkRecords(y, { header: 0, record: 1, count });
  const images = sharedBytes(count * pixels);
  const labels = sharedBytes(count);
  for (let i = 0; i < count; i++) {
    const label = y.bytes[i] as number;
    if (label < 1 || label > 10) throw labelError(y, i, i + 1, '1 to 10', label);
    labels[i] = label - 1;
    interleavePlanes(x.bytes, i * pixels, layout, images, i * pixels);
  }
  return { count, images, labels };
}
