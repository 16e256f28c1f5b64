import { formatCount } from '../../../base/index.ts';
import { layouts } from '../../../dataset/index.ts';
import { allInOrder } from './allInOrder.ts';
import { checkRecords, dataError, labelError } from '../dataError.ts';
import { readDataFile } from '../dataFile.ts';
import type { DataFile, Split } from '../types.ts';
import type { DatasetContent, DatasetFormat } from './format.ts';
import { sharedBytes } from './sharedBytes.ts';

const imagesMagic = 0x00000803;
const labelsMagic = 0x00000801;

interface IdxImages extends Split {
  readonly height: number;
  readonly width: number;
  readonly labelFile: DataFile;
}

/** MNIST's format: big-endian headers, one byte a pixel, row by row; labels in files of their own. */
export const idxFormat: DatasetFormat = {
  ...layouts.idx,
  async read(folder, { known = null } = {}): Promise<DatasetContent> {
    const [train, test] = await allInOrder([
      readSplit(folder, 'train', known && known.counts.train),
      readSplit(folder, 't10k', known && known.counts.test),
    ]);
    if (train.height !== test.height || train.width !== test.width) {
      throw dataError(
        'size',
        await readDataFile(folder, imageNames('t10k')),
        8,
        `images of ${train.height}x${train.width} as in the training set`,
        `${test.height}x${test.width}`,
      );
    }
    const classes = known?.classes.length ?? 1 + max(train.labels);
    for (const split of [train, test]) checkLabels(split, classes);
    return {
      shape: [train.height, train.width, 1],
      classes: known?.classes ?? Array.from({ length: classes }, (_, i) => `${i}`),
      train: { count: train.count, images: train.images, labels: train.labels },
      test: { count: test.count, images: test.images, labels: test.labels },
    };
  },
};

const imageNames = (split: string) => [`${split}-images-idx3-ubyte`, `${split}-images.idx3-ubyte`];
const labelNames = (split: string) => [`${split}-labels-idx1-ubyte`, `${split}-labels.idx1-ubyte`];

async function readSplit(folder: string, split: string, known: number | null): Promise<IdxImages> {
  const [imageFile, labelFile] = await allInOrder([
    readDataFile(folder, imageNames(split), imageBytes),
    readDataFile(folder, labelNames(split), labelBytes),
  ]);
  const [count = 0, height = 0, width = 0] = readHeader(imageFile, imagesMagic, 3);
  const [labelCount = 0] = readHeader(labelFile, labelsMagic, 1);
  if (known !== null && count !== known) {
    throw dataError('size', imageFile, 4, `${formatCount(known)} images`, formatCount(count));
  }
  if (count < 1 || height < 1 || width < 1) {
    throw dataError(
      'size',
      imageFile,
      4,
      'at least one image and pixel',
      `${count}, ${height}x${width}`,
    );
  }
  // Each file against its own header first: a count that is wrong is in the file that does not fit it.
  checkRecords(imageFile, { header: 16, record: height * width, count });
  checkRecords(labelFile, { header: 8, record: 1, count: labelCount });
  if (labelCount !== count) {
    throw dataError(
      'size',
      labelFile,
      4,
      `${formatCount(count)} labels, one an image`,
      formatCount(labelCount),
    );
  }
  const images = sharedBytes(count * height * width);
  images.set(imageFile.bytes.subarray(16));
  const labels = sharedBytes(count);
  labels.set(labelFile.bytes.subarray(8));
  return { count, height, width, images, labels, labelFile };
}

/** What a packed file may unpack to, by its header. */
const imageBytes = (head: Uint8Array) => bytesBy(head, imagesMagic, 3);
const labelBytes = (head: Uint8Array) => bytesBy(head, labelsMagic, 1);

function bytesBy(head: Uint8Array, magic: number, dimensions: number): number | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = 4 + 4 * dimensions;
  // The reader says what is wrong with the header.
  if (head.length < size || view.getUint32(0) !== magic) return null;
  const values = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  return values.reduce((product, n) => product * n, 1) + size;
}

/** The dimensions after the magic number, which says the type (08: bytes) and how many there are. */
function readHeader(file: DataFile, magic: number, dimensions: number): number[] {
  const { bytes } = file;
  const size = 4 + 4 * dimensions;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = bytes.length >= 4 ? view.getUint32(0, false) : null;
  if (found !== magic) {
    const swapped = found !== null && view.getUint32(0, true) === magic;
    throw dataError(
      'magic',
      file,
      0,
      `the magic number ${hex(magic)} in big-endian order`,
      found === null
        ? `a file of ${bytes.length} bytes`
        : `${hex(found)}${swapped ? ' (written little-endian)' : ''}`,
    );
  }
  if (bytes.length < size) {
    throw dataError(
      'truncated',
      file,
      bytes.length,
      `a header of ${size} bytes`,
      'the end of the file',
    );
  }
  return Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i, false));
}

function checkLabels(split: IdxImages, classes: number): void {
  for (let i = 0; i < split.count; i++) {
    const label = split.labels[i] as number;
    if (label >= classes)
      throw labelError(split.labelFile, 8 + i, i + 1, `0 to ${classes - 1}`, label);
  }
}

function max(labels: Split['labels']): number {
  let most = 0;
  for (const label of labels) if (label > most) most = label;
  return most;
}

const hex = (n: number) => `0x${n.toString(16).padStart(8, '0')}`;
