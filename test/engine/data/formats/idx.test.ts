import { expect, it } from 'vitest';
import { failure, folderWith, open, pattern, words, type Files } from '../support.ts';

const images = (n: number, seed: number) =>
  Buffer.concat([words(0x803, n, 5, 4), pattern(n * 20, seed)]);
const labels = (...of: number[]) => Buffer.concat([words(0x801, of.length), Uint8Array.from(of)]);

function idx(extra: Files = {}) {
  return folderWith({
    'train-images-idx3-ubyte.gz': images(3, 1),
    'train-labels-idx1-ubyte': labels(2, 0, 3),
    't10k-images-idx3-ubyte': images(1, 2),
    't10k-labels-idx1-ubyte.gz': labels(3),
    ...extra,
  });
}

it('reads IDX files, plain and packed mixed', async () => {
  const set = await open(await idx());
  expect([set.shape, set.train.count, set.classes]).toEqual([[5, 4, 1], 3, ['0', '1', '2', '3']]);
  expect([...set.train.labels, ...set.test.labels]).toEqual([2, 0, 3, 3]);
  expect([...set.train.images]).toEqual([...pattern(60, 1)]);
});

it('takes names with a dot as some archives have them', async () => {
  const folder = await folderWith({
    'train-images.idx3-ubyte': images(1, 1),
    'train-labels.idx1-ubyte': labels(0),
    't10k-images.idx3-ubyte': images(1, 1),
    't10k-labels.idx1-ubyte': labels(0),
  });
  expect((await open(folder)).train.count).toBe(1);
});

it.each([
  {
    what: 'little-endian header',
    files: {
      't10k-images-idx3-ubyte': Buffer.concat([Buffer.from(words(0x803)).swap32(), images(1, 1)]),
    },
    says: 'data.magic: t10k-images-idx3-ubyte, byte 0: expected the magic number 0x00000803 in big-endian order, found 0x03080000 (written little-endian).',
  },
  {
    what: 'labels where images belong',
    files: { 't10k-images-idx3-ubyte': labels(1, 2, 3) },
    says: 'data.magic: t10k-images-idx3-ubyte, byte 0: expected the magic number 0x00000803 in big-endian order, found 0x00000801.',
  },
  {
    what: 'cut images',
    files: { 'train-images-idx3-ubyte.gz': images(3, 1).subarray(0, 70) },
    says: 'data.truncated: train-images-idx3-ubyte.gz, byte 70 (unpacked): expected 76 bytes in all (3 records of 20), found the end of the file.',
  },
  {
    what: 'too much',
    files: { 't10k-images-idx3-ubyte': Buffer.concat([images(1, 1), Buffer.alloc(2)]) },
    says: 'data.size: t10k-images-idx3-ubyte, byte 36: expected 36 bytes in all (1 records of 20), found 2 bytes more.',
  },
  {
    what: 'a cut header',
    files: { 't10k-images-idx3-ubyte': words(0x803, 1) },
    says: 'data.truncated: t10k-images-idx3-ubyte, byte 8: expected a header of 16 bytes, found the end of the file.',
  },
  {
    what: 'labels of another count',
    files: { 'train-labels-idx1-ubyte': labels(1, 2) },
    says: 'data.size: train-labels-idx1-ubyte, byte 4: expected 3 labels, one an image, found 2.',
  },
  {
    what: 'a test class that training does not have',
    files: { 't10k-labels-idx1-ubyte.gz': labels(4) },
    says: 'data.label: t10k-labels-idx1-ubyte.gz, byte 8 (unpacked): expected the label of record 1, 0 to 3, found 4.',
  },
])('says what is wrong with IDX files: $what', async ({ files, says }) => {
  const folder = await idx(files);
  expect(await failure(open(folder), folder)).toBe(says);
});
