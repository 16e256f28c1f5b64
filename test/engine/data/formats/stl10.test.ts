import { expect, it } from 'vitest';
import { failure, folderWith, open, pattern, type Files } from '../support.ts';

const pixels = 96 * 96 * 3;

function stl10(extra: Files = {}) {
  return folderWith({
    'train_X.bin.gz': Buffer.concat([pattern(pixels, 1), pattern(pixels, 2)]),
    'train_y.bin': Uint8Array.of(1, 10),
    'test_X.bin': pattern(pixels, 3),
    'test_y.bin.gz': Uint8Array.of(5),
    ...extra,
  });
}

it('reads STL-10: planes column by column, labels from 1', async () => {
  const set = await open(await stl10());
  expect([set.shape, ...set.train.labels, ...set.test.labels]).toEqual([[96, 96, 3], 0, 9, 4]);
  // Pixel (y, x), channel c of the file stands at 9216c + 96x + y.
  const planes = pattern(pixels, 2);
  for (const [y, x, c] of [
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [40, 70, 2],
    [95, 95, 1],
  ] as const) {
    expect(set.train.images[pixels + 3 * (96 * y + x) + c]).toBe(planes[9216 * c + 96 * x + y]);
  }
});

it.each([
  {
    what: 'label 0',
    files: { 'train_y.bin': Uint8Array.of(1, 0) },
    says: 'data.label: train_y.bin, byte 1: expected the label of record 2, 1 to 10, found 0.',
  },
  {
    what: 'a label too few',
    files: { 'train_y.bin': Uint8Array.of(1) },
    says: 'data.truncated: train_y.bin, byte 1: expected 2 bytes in all (2 records of 1), found the end of the file.',
  },
  {
    what: 'a cut image file',
    files: { 'test_X.bin': pattern(pixels - 1, 3) },
    says: 'data.truncated: test_X.bin, byte 27,647: expected whole records of 27,648 bytes, found the end inside the first record.',
  },
])('says what is wrong with STL-10 files: $what', async ({ files, says }) => {
  const folder = await stl10(files);
  expect(await failure(open(folder), folder)).toBe(says);
});
