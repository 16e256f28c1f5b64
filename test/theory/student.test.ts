import { expect, it } from 'vitest';
import { studentQuantile } from '../../src/theory/index.ts';

/** 97.5 % points: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2. */
it.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [9, 2.262],
  [10, 2.228],
  [30, 2.042],
  [100, 1.984],
])("Student's t with %i degrees of freedom", (freedom, expected) => {
  expect(studentQuantile(0.975, freedom)).toBeCloseTo(expected, 3);
  expect(studentQuantile(0.025, freedom)).toBeCloseTo(-expected, 3);
});

it('is symmetric, and nothing outside of its range', () => {
  expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 9);
  // One degree of freedom is Cauchy's distribution: tan(π(p - ½)).
  expect(studentQuantile(0.9, 1)).toBeCloseTo(Math.tan(0.4 * Math.PI), 8);
  expect([studentQuantile(1, 3), studentQuantile(0.9, 0)]).toEqual([NaN, NaN]);
});

it.each([1e-6, 1e-3, 0.3, 0.95, 1 - 2 ** -30])('keeps its digits at a confidence of %f', inside => {
  const share = (1 + inside) / 2;
  // Closed forms of one degree of freedom and of two.
  const cauchy =
    inside < 0.5 ? Math.tan((Math.PI * inside) / 2) : 1 / Math.tan((Math.PI * (1 - inside)) / 2);
  const ofTwo = inside * Math.sqrt(2 / ((1 + inside) * (1 - inside)));
  expect(Math.abs(studentQuantile(share, 1) / cauchy - 1)).toBeLessThan(1e-9);
  expect(Math.abs(studentQuantile(share, 2) / ofTwo - 1)).toBeLessThan(1e-9);
});
