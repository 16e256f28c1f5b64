import { describe, expect, it } from 'vitest';
import { bandHalfWidth, residualsAfterGrowth } from '../../src/theory/index.ts';

describe('the theory of norms', () => {
  it.each([
    [10, 0.299573],
    [54, 0.086706],
    [100, 0.052983],
    [1000, 0.0076009],
  ])('has a band for %i blocks', (blocks, delta) => {
    expect(bandHalfWidth(blocks, 1)).toBeCloseTo(delta, 6);
    expect(bandHalfWidth(blocks, 2)).toBeCloseTo(2 * delta, 5);
  });

  it('halves residuals where growth halves the step', () => {
    expect(residualsAfterGrowth({ residual: [8, 6], stepSize: 1 }, 0.5)).toEqual([4, 3]);
  });
});
