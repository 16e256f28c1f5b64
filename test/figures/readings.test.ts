import { describe, expect, it } from 'vitest';
import {
  nearestIndex,
  nearestIndices,
  numberText,
  placeText,
  readingOf,
  readingsAt,
  spreadText,
  type ReadValue,
} from '../../src/figures/index.ts';

const tables = {
  test: {
    rows: 5,
    columns: {
      step: Float64Array.of(0, 100, 200, 200, 300),
      accuracy: Float64Array.of(0.1, NaN, 0.461, 0.288, 0.5),
      low: Float64Array.of(0.09, NaN, 0.451, 0.278, 0.49),
      high: Float64Array.of(0.11, NaN, 0.471, 0.298, 0.51),
      name: ['a', 'b', 'c', 'd', 'e'],
    },
  },
};
const accuracy: ReadValue = { data: 'test', x: 'step', y: 'accuracy', format: 'share' };

describe('what is read off a line', () => {
  it.each([
    ['the nearest point', 40, { x: 0, text: '10.0 %' }],
    ['the nearest with a value', 100, { x: 0, text: '10.0 %' }],
    ['both values of a jump', 190, { x: 200, text: '46.1 % → 28.8 %' }],
    ['the last one beyond the end', 1e9, { x: 300, text: '50.0 %' }],
    ['the last one without a crosshair', null, { x: 300, text: '50.0 %' }],
  ])('is %s', (_, at, expected) => {
    expect(readingOf(tables, accuracy, at)).toMatchObject(expected);
  });

  it('is that of certain rows', () => {
    expect(readingsAt(tables, accuracy, [3])).toEqual({ x: 200, row: 3, text: '28.8 %' });
    expect(readingsAt(tables, accuracy, [])).toBeNull();
  });

  it('has half of an interval with it', () => {
    const value = { ...accuracy, low: 'low', high: 'high' };
    expect(readingOf(tables, value, 0)?.text).toBe('10.0 ± 1.0 %');
  });

  it('is the last of all where the table holds a part', () => {
    const value = { ...accuracy, last: [900, 0.7, 0.68, 0.72] };
    expect(readingOf(tables, value, null)).toMatchObject({ x: 900, text: '70.0 ± 2.0 %' });
    expect(readingOf(tables, value, 300)?.text).toBe('50.0 %');
  });

  it.each([
    ['an unknown table', { ...accuracy, data: 'train' }],
    ['an unknown column', { ...accuracy, y: 'loss' }],
    ['a column of words', { ...accuracy, y: 'name' }],
  ])('is nothing of %s', (_, value) => {
    expect(readingOf(tables, value, 0)).toBeNull();
  });
});

it('finds points from both sides, and none among gaps', () => {
  const xs = [1, 2, 4];
  expect(nearestIndex(xs, [5, 5, 5], 3)).toBe(1);
  expect(nearestIndex(xs, [5, NaN, 5], 1.9)).toBe(0);
  expect(nearestIndex(xs, [NaN, NaN, 5], -9)).toBe(2);
  expect(nearestIndex(xs, [NaN, NaN, NaN], 1)).toBe(-1);
  expect(nearestIndices(xs, [NaN, NaN, NaN], 1)).toEqual([]);
});

it('writes numbers of each format', () => {
  expect(numberText(0.07, 'share')).toBe('7.0 %');
  expect(numberText(-0.012, 'points')).toBe('−1.2');
  expect(numberText(0.0702, 'difference')).toBe('+0.0702');
  expect(numberText(269722, 'count')).toBe('269,722');
  expect(numberText(67, 'seconds')).toBe('1 min 07 s');
  expect(numberText(1.5)).toBe('1.50');
  expect(numberText(NaN, 'share')).toBe('–');
  expect(spreadText(0.412, 0.0312)).toBe('0.412 ± 0.031');
  expect(spreadText(0.01, 0.004, 'points')).toBe('+1.0 ± 0.40');
  expect(spreadText(0.412, NaN)).toBe('0.412');
});

it('says where a place is', () => {
  expect(placeText('step', 'step', 12400)).toBe('step 12,400');
  expect(placeText('min', 'seconds', 67.12)).toBe('67.1 s');
  expect(placeText('τ', 'value', 0.905)).toBe('τ 0.905');
});
