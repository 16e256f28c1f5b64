import { isTexts, lowerBound } from './data/rows.ts';
import { numberText, spreadText } from './numbers.ts';
import type { ReadValue, Tables, Values } from './spec.ts';

/** What is read off a line at a place. */
export interface Reading {
  readonly x: number;
  /** Of the table; NaN: it is the last one of all. */
  readonly row: number;
  /** `28.3 %`; two where the line jumps: `46.1 % → 28.8 %`. */
  readonly text: string;
}

/** Index of the point nearest to `x` that has a value; -1 where there is none. `xs` ascends. */
export function nearestIndex(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number): number {
  let right = lowerBound(xs, x);
  let left = right - 1;
  while (right < xs.length && Number.isNaN(ys[right] ?? NaN)) right++;
  while (left >= 0 && Number.isNaN(ys[left] ?? NaN)) left--;
  if (right >= xs.length) return left;
  if (left < 0) return right;
  return x - (xs[left] ?? 0) <= (xs[right] ?? 0) - x ? left : right;
}

/** Indices of the points with a value where the nearest is: two where the line jumps, before and after. */
export function nearestIndices(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number): number[] {
  const at = xs[nearestIndex(xs, ys, x)];
  if (at === undefined) return [];
  const found: number[] = [];
  for (let i = lowerBound(xs, at); xs[i] === at; i++)
    if (!Number.isNaN(ys[i] ?? NaN)) found.push(i);
  return found;
}

/** The value at the crosshair, else the last one; null where there is none. */
export function readingOf(tables: Tables, value: ReadValue, at: number | null): Reading | null {
  const [xs, ys] = [numbersOf(tables, value, value.x), numbersOf(tables, value, value.y)];
  if (at === null && value.last !== undefined) {
    const [x = NaN, y = NaN, low = NaN, high = NaN] = value.last;
    return { x, row: NaN, text: spreadText(y, (high - low) / 2, value.format) };
  }
  const indices = nearestIndices(xs, ys, at ?? Infinity);
  return readingsAt(tables, value, at === null ? indices.slice(-1) : indices);
}

/** What is read off certain rows of its table; null: of none. */
export function readingsAt(
  tables: Tables,
  value: ReadValue,
  rows: readonly number[],
): Reading | null {
  const [xs, ys] = [numbersOf(tables, value, value.x), numbersOf(tables, value, value.y)];
  const [first] = rows;
  if (first === undefined) return null;
  const [low, high] = [value.low, value.high].map(name =>
    name === undefined ? [] : numbersOf(tables, value, name),
  );
  const text = (i: number) =>
    low === undefined || high === undefined || low.length === 0
      ? numberText(ys[i] ?? NaN, value.format)
      : spreadText(ys[i] ?? NaN, ((high[i] ?? NaN) - (low[i] ?? NaN)) / 2, value.format);
  return { x: xs[first] ?? NaN, row: first, text: rows.map(text).join(' → ') };
}

const none = new Float64Array();

function numbersOf(tables: Tables, { data }: ReadValue, column: string): ArrayLike<number> {
  const values: Values | undefined = tables[data]?.columns[column];
  return values === undefined || isTexts(values) ? none : values;
}
