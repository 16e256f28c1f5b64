import { expect, it } from 'vitest';
import { geometricMean, ratios, sameBlocks } from '../../../webview/runs/comparison/blockFacts.ts';

it('divides block by block; a missing value or a zero has no ratio', () => {
  const found = ratios(Float32Array.of(1, 4, NaN, 2), Float32Array.of(2, 1, 1, 0));
  expect([...found]).toEqual([0.5, 4, NaN, NaN]);
});

it('takes the geometric mean of what is positive and finite', () => {
  expect(geometricMean(Float32Array.of(0.5, 2, NaN, 0, Infinity))).toBeCloseTo(1, 6);
  expect(geometricMean(Float32Array.of(1, 4))).toBeCloseTo(2, 6);
  expect(geometricMean(Float32Array.of(NaN))).toBeNull();
});

it('compares blocks only where they have the same shapes', () => {
  const axis = {
    blocks: [3, 3],
    shapes: [
      [32, 32, 16],
      [16, 16, 32],
    ],
  };
  expect(sameBlocks(axis, { ...axis, blocks: [3, 3] })).toBe(true);
  expect(sameBlocks(axis, { ...axis, blocks: [3, 4] })).toBe(false);
});
