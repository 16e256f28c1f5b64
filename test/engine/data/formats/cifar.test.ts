import { describe, expect, it } from 'vitest';
import { failure, folderWith, open, pattern, type Files } from '../support.ts';

const pixels = 3072;

function record(labels: number[], seed: number): Uint8Array {
  return Buffer.concat([Uint8Array.from(labels), pattern(pixels, seed)]);
}

function cifar10(extra: Files = {}) {
  return folderWith({
    'data_batch_1.bin.gz': Buffer.concat([record([3], 1), record([9], 2)]),
    'data_batch_2.bin': record([0], 3),
    'test_batch.bin': record([7], 4),
    ...extra,
  });
}

describe('CIFAR-10 binary', () => {
  it('reads label and planes, plain and packed files mixed, batches in order', async () => {
    const set = await open(await cifar10());
    expect([set.shape, set.train.count, set.test.count]).toEqual([[32, 32, 3], 3, 1]);
    expect([...set.train.labels, ...set.test.labels]).toEqual([3, 9, 0, 7]);
    expect(set.classes[9]).toBe('truck');
    // Pixel (y, x), channel c of the file stands at 1024c + 32y + x; here at 3(32y + x) + c.
    const planes = pattern(pixels, 2);
    for (const [y, x, c] of [
      [0, 0, 0],
      [0, 1, 0],
      [5, 7, 2],
      [31, 31, 1],
    ] as const) {
      expect(set.train.images[pixels + 3 * (32 * y + x) + c]).toBe(planes[1024 * c + 32 * y + x]);
    }
  });

  it.each([
    {
      what: 'a cut file',
      files: { 'data_batch_2.bin': record([0], 3).subarray(0, 3000) },
      says: 'data.truncated: data_batch_2.bin, byte 3,000: expected whole records of 3,073 bytes, found the end inside the first record.',
    },
    {
      what: 'a cut second record',
      files: { 'test_batch.bin': Buffer.concat([record([0], 3), Buffer.alloc(5)]) },
      says: 'data.truncated: test_batch.bin, byte 3,078: expected whole records of 3,073 bytes, found the end 5 bytes into record 2.',
    },
    {
      what: 'a wrong label',
      files: { 'data_batch_1.bin.gz': Buffer.concat([record([3], 1), record([10], 2)]) },
      says: 'data.label: data_batch_1.bin.gz, byte 3,073 (unpacked): expected the label of record 2, 0 to 9, found 10.',
    },
  ])('names file, offset, expected and found: $what', async ({ files, says }) => {
    const folder = await cifar10(files);
    expect(await failure(open(folder, 'cifar10'), folder)).toBe(says);
  });

  it('names the file that is missing', async () => {
    const folder = await folderWith({ 'data_batch_1.bin': record([1], 1) });
    expect(await failure(open(folder, 'cifar10'), folder)).toBe(
      'data.missing: test_batch.bin: there is no such file, nor test_batch.bin.gz. Expected one of them there.',
    );
  });
});

describe('CIFAR-100 binary', () => {
  it('takes the fine label, the second byte', async () => {
    const folder = await folderWith({
      'train.bin': Buffer.concat([record([19, 11], 1), record([4, 99], 2)]),
      'test.bin.gz': record([0, 0], 3),
    });
    const set = await open(folder);
    expect([...set.train.labels, ...set.test.labels]).toEqual([11, 99, 0]);
    expect([set.classes[11], set.classes[99], set.classes[0]]).toEqual(['boy', 'worm', 'apple']);
    expect(set.train.images[pixels]).toBe(pattern(pixels, 2)[0]);
  });

  it('says where a label is out of range', async () => {
    const folder = await folderWith({
      'train.bin': record([0, 100], 1),
      'test.bin': record([0, 0], 2),
    });
    expect(await failure(open(folder), folder)).toBe(
      'data.label: train.bin, byte 1: expected the label of record 1, 0 to 99, found 100.',
    );
  });

  it('is found in the folder that the official archive unpacks to', async () => {
    const set = await open(
      await folderWith({
        'cifar-100-binary/train.bin': record([1, 2], 1),
        'cifar-100-binary/test.bin': record([1, 3], 1),
      }),
    );
    expect([...set.test.labels]).toEqual([3]);
  });
});
