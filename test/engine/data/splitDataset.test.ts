import { expect, it } from 'vitest';
import { splitDataset, type Dataset, type SplitOptions } from '../../../src/engine/data/index.ts';
import { failure } from './support.ts';

const split = (count: number) => ({
  count,
  images: new Uint8Array(count),
  labels: new Uint8Array(count),
});
const dataset: Dataset = {
  name: 'made',
  shape: [1, 1, 1],
  classes: ['a'],
  train: split(1000),
  test: split(200),
};
const all: SplitOptions = { validation: 0, trainSubset: null, testSubset: null, seed: 1 };
const take = (options: Partial<SplitOptions>) => splitDataset(dataset, { ...all, ...options });
const set = (indices: Int32Array) => new Set(indices);

it('takes everything in order unless told otherwise', () => {
  const { train, validation, test } = take({});
  expect([...train.indices]).toEqual([...Array(1000).keys()]);
  expect([...test.indices]).toEqual([...Array(200).keys()]);
  expect(validation).toBeNull();
});

it('holds out disjoint examples of the training set', () => {
  const { train, validation } = take({ validation: 150 });
  const held = set(validation?.indices ?? new Int32Array());
  expect([held.size, train.indices.length]).toEqual([150, 850]);
  expect(train.indices.some(i => held.has(i))).toBe(false);
  expect(new Set([...held, ...train.indices]).size).toBe(1000);
});

it('a smaller subset is part of a larger one, whatever is held out', () => {
  const small = take({ trainSubset: 100 }).train.indices;
  const large = set(take({ trainSubset: 500, validation: 200 }).train.indices);
  expect(small.length).toBe(100);
  expect(small.every(i => large.has(i))).toBe(true);
  const smallTest = take({ testSubset: 20 }).test.indices;
  const largeTest = set(take({ testSubset: 50 }).test.indices);
  expect(smallTest.every(i => largeTest.has(i))).toBe(true);
});

it('depends on the seed alone', () => {
  expect(take({ trainSubset: 100 })).toEqual(take({ trainSubset: 100 }));
  expect(take({ trainSubset: 100 }).train.indices).not.toEqual(
    take({ trainSubset: 100, seed: 2 }).train.indices,
  );
});

it('spreads a subset over the whole set', () => {
  const { indices } = take({ trainSubset: 500 }).train;
  // A fair choice of 500 of 1000 has 250 in the first half, with a deviation of 8.
  const firstHalf = indices.filter(i => i < 500).length;
  expect(Math.abs(firstHalf - 250)).toBeLessThan(40);
});

it.each([
  [{ validation: 1000 }, /1000 training examples: expected at least 1000 for validation/],
  [{ validation: 600, trainSubset: 500 }, /600 for validation and 500 for training/],
  [{ testSubset: 201 }, /200 test examples, found a subset of 201/],
])('refuses more than there is: %o', async (options, says) => {
  expect(await failure(Promise.resolve().then(() => take(options)))).toMatch(says);
});
