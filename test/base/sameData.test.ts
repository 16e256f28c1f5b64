import { expect, it } from 'vitest';
import { isSameData, keepOld } from '../../src/base/index.ts';

it.each<[unknown, unknown, boolean]>([
  [NaN, NaN, true],
  [null, undefined, false],
  [{}, null, false],
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1, b: undefined }, { a: 1 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [[], {}, false],
  [[1, 2], [1], false],
  [Float64Array.of(1, NaN), Float64Array.of(1, NaN), true],
  [Float64Array.of(1), Float64Array.of(2), false],
  [Float64Array.of(1), Float32Array.of(1), false],
  [Float64Array.of(1), [1], false],
  [Float64Array.of(1), Float64Array.of(1, 2), false],
])('%o beside %o', (a, b, isSame) => {
  expect(isSameData(a, b)).toBe(isSame);
  expect(isSameData(b, a)).toBe(isSame);
});

it('keeps the old object where the new one says the same', () => {
  const old = { a: [1] };
  expect(keepOld(old, { a: [1] })).toBe(old);
  const now = { a: [2] };
  expect(keepOld(old, now)).toBe(now);
  expect(keepOld(undefined, now)).toBe(now);
});
