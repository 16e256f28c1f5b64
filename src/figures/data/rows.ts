import { firstWhere, formatValue } from '../../base/index.ts';
import type { Table, Values } from '../spec.ts';

/** Rows of a table that a mark draws. Columns that are not there have no values. */
export interface Rows {
  readonly count: number;
  /** Numbers of a column; of texts those that read as numbers. NaN: none. */
  readonly numbers: (column: string) => ArrayLike<number>;
  readonly texts: (column: string) => readonly string[];
}

export interface Only {
  readonly column: string;
  readonly is: string | number;
}

/** The rows of a table with these values; without conditions no column is copied. */
export function rowsOf(table: Table | undefined, only: readonly Only[]): Rows {
  const columns = table?.columns ?? {};
  const kept = only.length === 0 ? null : keptRows(table, only);
  const count = kept?.length ?? table?.rows ?? 0;
  return {
    count,
    numbers: name => {
      const values = numbersOf(columns[name], table?.rows ?? 0);
      return kept === null ? values : Float64Array.from(kept, row => values[row] ?? NaN);
    },
    texts: name => {
      const values = columns[name] ?? [];
      const all = kept === null ? Array.from({ length: count }, (_, row) => row) : [...kept];
      return all.map(row => textOf(values[row]));
    },
  };
}

function keptRows(table: Table | undefined, only: readonly Only[]): Int32Array {
  const kept: number[] = [];
  for (let row = 0; row < (table?.rows ?? 0); row++)
    if (only.every(({ column, is }) => table?.columns[column]?.[row] === is)) kept.push(row);
  return Int32Array.from(kept);
}

function numbersOf(values: Values | undefined, rows: number): ArrayLike<number> {
  if (values === undefined) return new Float64Array(rows).fill(NaN);
  if (!isTexts(values)) return values;
  return Float64Array.from(values, text => (text.trim() === '' ? NaN : Number(text)));
}

export function isTexts(values: Values): values is readonly string[] {
  return Array.isArray(values);
}

/** As categories read: numbers as they are written, nothing of NaN. */
export function textOf(value: string | number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  if (typeof value === 'string' || Number.isFinite(value)) return String(value);
  return formatValue(value);
}

/** Index of the first element of ascending `xs` that is not below `x`. */
export function lowerBound(xs: ArrayLike<number>, x: number): number {
  return firstWhere(xs.length, i => !((xs[i] ?? NaN) < x));
}

/** The points in view and one on each side: [first, behind the last). `xs` ascends. */
export function visibleIndices(xs: ArrayLike<number>, min: number, max: number): [number, number] {
  const first = Math.max(0, lowerBound(xs, min) - 1);
  const end = firstWhere(xs.length, i => !((xs[i] ?? NaN) <= max));
  return [first, Math.min(xs.length, end + 1)];
}

/** Columns never change, so what was found of one holds. */
const known = new WeakMap<ArrayLike<number>, boolean>();

/** Whether a search by halves finds what is there: no number is smaller than the one before, and none is missing. */
export function ascends(xs: ArrayLike<number>): boolean {
  const before = known.get(xs);
  if (before !== undefined) return before;
  const found = isAscending(xs);
  known.set(xs, found);
  return found;
}

function isAscending(xs: ArrayLike<number>): boolean {
  let before = -Infinity;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? NaN;
    if (!(x >= before)) return false;
    before = x;
  }
  return true;
}
