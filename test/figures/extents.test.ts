import { describe, expect, it } from 'vitest';
import { innerExtent, positiveExtent, ratioReach, union } from '../../src/figures/index.ts';

describe('extents', () => {
  it('leave out what no log axis can show', () => {
    expect(positiveExtent([0, NaN, 2, Infinity], [-1, 8])).toEqual([2, 8]);
    expect(positiveExtent([0, NaN])).toBeNull();
  });

  it('of ratios hold 95 % and the band, alike above and below 1', () => {
    const values = [...Array.from({ length: 95 }, () => 1.1), 5, 5, 5, 5, 0.01];
    expect(ratioReach(values, 0.01)).toBeCloseTo(1.04 * 1.1, 12);
    expect(ratioReach([0.5, 1, 1], 0.01)).toBeCloseTo(2.08, 12);
    expect(ratioReach([1, 1], 0.2)).toBeCloseTo(1.04 * 1.4, 12);
    expect(ratioReach([NaN, 0, Infinity], 0.2)).toBeCloseTo(1.04 * 1.4, 12);
  });

  it('without the outermost keep the rest', () => {
    const values = [0.001, ...Array.from({ length: 98 }, (_, i) => 10 + i), 1e6];
    expect(innerExtent(values, 0.02)).toEqual([10, 107]);
    expect(innerExtent(Float32Array.of(NaN, 0, 3), 0.02)).toEqual([3, 3]);
    expect(innerExtent([NaN, -1])).toBeNull();
  });

  it('are joined', () => {
    expect(union([1, 2], [0, 1.5])).toEqual([0, 2]);
    expect(union(null, [1, 2])).toEqual([1, 2]);
    expect(union(null, null)).toBeNull();
  });
});
