import { describe, expect, it } from 'vitest';
import { boxStats, deviation, firstWhere, mean, quantile } from '../../src/base/index.ts';

describe('quantiles', () => {
  it('interpolate as NumPy and R (type 7) do', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([5], 0.9)).toBe(5);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('of what is finite make a box', () => {
    // quantile(c(7, 1, 3, 2)) of R: 1, 1.75, 2.5, 4, 7
    expect(boxStats([7, 1, NaN, 3, 2])).toEqual({
      min: 1,
      lower: 1.75,
      median: 2.5,
      upper: 4,
      max: 7,
    });
    expect(boxStats([NaN])).toBeNull();
  });
});

it('the mean of nothing is not a number', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(mean([])).toBeNaN();
});

it.each([0, 1, 2, 3, 7])('finds by halves what a search from the start finds, among %i', length => {
  for (let first = 0; first <= length; first++)
    expect(firstWhere(length, i => i >= first)).toBe(first);
});

it('the deviation of a sample is over n − 1, and of one value is not a number', () => {
  // sd(c(2, 4, 4, 4, 5, 5, 7, 9)) of R
  expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2.13809, 5);
  expect(deviation([3])).toBeNaN();
});
