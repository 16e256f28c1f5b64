import { describe, expect, it } from 'vitest';
import { nearestIndex, nearestIndices, visibleIndices } from '../../webview/charts/core/lines.ts';
import { differenceOf, valueAt } from '../../webview/charts/curves/difference.ts';
import { rangeOf } from '../../webview/charts/curves/range.ts';

const line = (x: number[], y: number[]) => ({
  x: Float64Array.from(x),
  y: Float64Array.from(y),
  thinned: false,
});

describe('the nearest point', () => {
  const some = line([0, 10, 20, 30], [1, NaN, NaN, 4]);
  it.each([
    [-5, 0],
    [4, 0],
    [16, 3],
    [14, 0],
    [99, 3],
  ])('to %s is point %s: gaps have no value', (x, i) => expect(nearestIndex(some, x)).toBe(i));
  it('is none where there is no value', () => {
    expect(nearestIndex(line([], []), 1)).toBe(-1);
    expect(nearestIndex(line([1], [NaN]), 1)).toBe(-1);
  });
});

it('sees the points in view and one on each side', () => {
  const xs = Float64Array.from([0, 1, 2, 3, 4, 5]);
  expect(visibleIndices(xs, 1.5, 3)).toEqual([1, 5]);
  expect(visibleIndices(xs, -1, 9)).toEqual([0, 6]);
});

describe('a difference', () => {
  it('takes the other line between its points', () => {
    const { x, y } = differenceOf(line([0, 1, 2, 3], [5, 5, 5, 5]), line([0, 2], [1, 3]));
    expect([...x]).toEqual([0, 1, 2]);
    expect([...y]).toEqual([4, 3, 2]);
  });
  it('has a gap where either has one', () => {
    const { y } = differenceOf(line([0, 1, 2], [1, NaN, 1]), line([0, 2], [0, NaN]));
    expect([...y]).toEqual([1, NaN, NaN]);
  });
  it('has no value outside', () => expect(valueAt(line([0, 1], [1, 2]), 1.1)).toBeNaN());
});

describe('a line that jumps', () => {
  const jump = line([0, 10, 10, 20], [4, 3, 6, 5]);
  it('has two points where they are nearest', () => {
    expect(nearestIndices(jump, 11)).toEqual([1, 2]);
    expect(nearestIndices(jump, 10)).toEqual([1, 2]);
    expect(nearestIndices(jump, 16)).toEqual([3]);
    expect(nearestIndices(line([], []), 1)).toEqual([]);
  });
  it('has the value behind the jump there, and slopes towards either side', () => {
    expect([5, 10, 15].map(x => valueAt(jump, x))).toEqual([3.5, 6, 5.5]);
  });
  it('is compared before with before and after with after', () => {
    const other = line([0, 10, 10, 20], [1, 1, 2, 2]);
    const both = differenceOf(jump, other);
    expect([[...both.x], [...both.y]]).toEqual([
      [0, 10, 10, 20],
      [3, 2, 4, 3],
    ]);
    // With a line that does not jump, on either side of the minus.
    const flat = line([0, 10, 20], [1, 1, 1]);
    expect([...differenceOf(jump, flat).y]).toEqual([3, 2, 5, 4]);
    expect([...differenceOf(flat, jump).y]).toEqual([-3, -2, -5, -4]);
  });
});

describe('the y axis', () => {
  const rules = { scale: 'linear', fromZero: false } as const;
  const smooth = Float64Array.from([2.3, 1.8, 1.5]);

  it('leaves out one early outlier of the tests: 6.34 beside values near 2', () => {
    const tests = Float64Array.from([6.34, 2.1, 1.9, 1.8, 1.7, 1.7, 1.6, 1.6, 1.6, 1.5, 1.5, 1.5]);
    expect(rangeOf({ whole: [smooth], mostly: [tests] }, rules)).toEqual([1.5, 2.5]);
  });
  it('keeps all of few values', () => {
    const tests = Float64Array.from([6.34, 2.1]);
    expect(rangeOf({ whole: [smooth], mostly: [tests] }, rules)).toEqual([0, 8]);
  });
  it('leaves out nothing of an even spread', () => {
    const even = Float64Array.from({ length: 100 }, (_, i) => i);
    expect(rangeOf({ whole: [], mostly: [even] }, rules)).toEqual([0, 100]);
  });
  it('has no place for zero and below on a log axis', () => {
    const values = Float64Array.from([0, -1, 10, 1000]);
    const range = rangeOf({ whole: [values], mostly: [] }, { scale: 'log', fromZero: false });
    expect(range).toEqual([8.5, expect.closeTo(1150, 6)]);
  });
  it('is none without values', () => {
    expect(rangeOf({ whole: [Float64Array.of(NaN)], mostly: [] }, rules)).toBeNull();
  });
});
