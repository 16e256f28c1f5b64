import { describe, expect, it } from 'vitest';
import { grownStep, growthProvenance, timeSaved } from '../../src/theory/index.ts';

describe('growth provenance', () => {
  // The lists of arXiv 1710.10348, Section 4.1, blocks counted from 1.
  it.each([
    [2, [1, 2, 2, 2]],
    [3, [1, 2, 2, 2, 3, 3]],
    [4, [1, 2, 2, 2, 3, 3, 4, 4]],
  ])('%i blocks become %j', (blocks, expected) => {
    expect(growthProvenance(blocks).map(j => j + 1)).toEqual(expected);
  });

  it('makes (A,B) into (A,B,B,B) and then (A,B,B,B,B,B,B,B)', () => {
    const grow = (stage: string[]): string[] =>
      growthProvenance(stage.length).map(j => stage[j] ?? '');
    const once = grow(['A', 'B']);
    expect(once.join('')).toBe('ABBB');
    expect(grow(once).join('')).toBe('ABBBBBBB');
  });

  it.each([1, 0, 2.5])('refuses a stage of %d blocks', blocks => {
    expect(() => growthProvenance(blocks)).toThrow(/at least 2/);
  });
});

it('halves h at each growth, so that blocks times h stays', () => {
  for (let k = 0; k < 4; k++) expect(grownStep(1, k) * 2 ** k).toBe(1);
});

// Table 2 of the paper in per cent, and the exact fractions.
it.each([
  [0, 0, 0],
  [1, 25, 0.25],
  [2, 42, 0.416667],
  [3, 53, 0.53125],
  [4, 61, 0.6125],
  [5, 67, 0.671875],
])('%i growths save %i %% of the time', (k, percent, exact) => {
  expect(timeSaved(k)).toBeCloseTo(exact, 6);
  expect(Math.round(timeSaved(k) * 100)).toBe(percent);
});

// Facts 1.7: for F(y) = Ay, splitting a step h into two of h/2 changes the output by (h/2)²A²y.
it('changes a linear block by exactly (h/2)²A²y', () => {
  const a = [
    [0.3, -0.2],
    [0.1, 0.5],
  ];
  const apply = (y: number[]): number[] =>
    a.map(row => row.reduce((s, v, i) => s + v * (y[i] ?? 0), 0));
  const chain = (y: number[], h: number, blocks: number): number[] => {
    for (let b = 0; b < blocks; b++) y = apply(y).map((f, i) => (y[i] ?? 0) + h * f);
    return y;
  };
  const y = [1.5, -2];
  const h = 0.8;
  const before = chain(y, h, 1);
  const after = chain(y, grownStep(h, 1), 2);
  const expected = apply(apply(y)).map(v => (h / 2) ** 2 * v);
  after.forEach((v, i) => expect(v - (before[i] ?? 0)).toBeCloseTo(expected[i] ?? NaN, 12));
});
