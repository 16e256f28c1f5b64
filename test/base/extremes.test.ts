import { expect, it } from 'vitest';
import { largestOf } from '../../src/base/index.ts';

it('the largest of more numbers than a call takes arguments', () => {
  const values = Array.from({ length: 1_000_000 }, (_, i) => 5 - Math.abs(i - 700_000));
  expect(() => Math.max(...values)).toThrow(RangeError);
  expect(largestOf(values)).toBe(5);
  expect(largestOf(values, 9)).toBe(9);
  expect(largestOf([])).toBe(-Infinity);
  expect(largestOf([1, NaN, 2])).toBeNaN();
});
