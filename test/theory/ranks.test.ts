import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { kendallTau, kendallTauOfOrder } from '../../src/theory/index.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe("Kendall's τ", () => {
  it('is 1 for the same order and -1 for the reversal', () => {
    expect(kendallTauOfOrder(range(54))).toBe(1);
    expect(kendallTauOfOrder(range(54).reverse())).toBe(-1);
  });

  it('after one swap at distance s is 1 - 2(2s-1)/C(n,2)', () => {
    for (const n of [2, 5, 18, 54]) {
      for (let s = 1; s < n; s += 3) {
        const order = range(n);
        [order[0], order[s]] = [s, 0];
        expect(kendallTauOfOrder(order)).toBeCloseTo(1 - (2 * (2 * s - 1)) / ((n * (n - 1)) / 2));
      }
    }
  });

  it('counts a tied pair as nothing', () => {
    // pairs: (1,2) same, (1,3) same, (2,3) tied in y
    expect(kendallTau([1, 2, 3], [1, 2, 2])).toBeCloseTo(2 / 3);
  });

  it('equals 1 - 4·inversions/(n(n-1)) for random orders, and is symmetric', () => {
    for (let seed = 0; seed < 20; seed++) {
      const order = [...Random.of(seed).permutation(30)];
      let inversions = 0;
      order.forEach((a, i) => order.slice(i + 1).forEach(b => (inversions += a > b ? 1 : 0)));
      expect(kendallTauOfOrder(order)).toBeCloseTo(1 - (4 * inversions) / (30 * 29));
      expect(kendallTau(range(30), order)).toBeCloseTo(kendallTau(order, range(30)));
    }
  });

  it('is undefined below two values', () => {
    expect(kendallTauOfOrder([0])).toBeNaN();
  });
});
