import { ascends, visibleIndices } from '../data/rows.ts';
import type { Drawn } from '../marks/place.ts';
import { along } from '../marks/values.ts';
import { Covered } from './extent.ts';

type Range = readonly [number, number];

/** The values of x of all marks; null: none. */
export function coveredX(drawn: readonly Drawn[], isLog: boolean): Range | null {
  const covered = new Covered(isLog);
  for (const { mark, rows } of drawn) {
    if (mark.mark === 'rule') covered.add(mark.x ?? NaN);
    if (!('data' in mark)) continue;
    if ('columns' in mark) {
      covered.addAll([0, mark.columns.length]);
      continue;
    }
    covered.addAll(endsOf(rows.numbers(mark.x)));
    if ('x2' in mark && mark.x2 !== undefined) covered.addAll(rows.numbers(mark.x2));
  }
  return covered.extent;
}

/** Of ascending numbers the first and the last are enough, but for infinities. */
function endsOf(xs: ArrayLike<number>): ArrayLike<number> {
  const [first = NaN, last = NaN] = [xs[0], xs[xs.length - 1]];
  return ascends(xs) && Number.isFinite(first) && Number.isFinite(last) ? [first, last] : xs;
}

export interface CoverRules {
  readonly isLog: boolean;
  /** What is no data counts only where all of x is shown. */
  readonly isZoomed: boolean;
  readonly xCategories: readonly string[];
}

/** The values of y that marks ask the axis to cover, between these ends of x; null: none. */
export function coveredY(drawn: readonly Drawn[], x: Range, rules: CoverRules): Range | null {
  const covered = new Covered(rules.isLog);
  for (const one of drawn) {
    const { mark } = one;
    const covers = mark.covers ?? 'whole';
    if (covers === 'none') continue;
    if (!('data' in mark)) {
      if (rules.isZoomed) continue;
      if (mark.mark === 'rule') covered.add(mark.y ?? NaN);
      else covered.addAll([mark.low, mark.high]);
      continue;
    }
    for (const column of columnsOf(one)) {
      const values = shownValues(one, column, x, rules);
      if (covers === 'mostly') covered.addMost(values);
      else covered.addAll(values);
    }
    if (mark.mark === 'stem') covered.add(mark.from);
    if (mark.mark === 'bar' && mark.y2 === undefined) covered.add(0);
  }
  return covered.extent;
}

function columnsOf({ mark }: Drawn): readonly string[] {
  switch (mark.mark) {
    case 'rule':
      return [];
    case 'band':
      return 'data' in mark ? [mark.low, mark.high] : [];
    case 'cell':
      return [mark.y, mark.y2];
    case 'bar':
      return mark.y2 === undefined ? [mark.y] : [mark.y, mark.y2];
    case 'line':
    case 'point':
    case 'stem':
    case 'box':
    case 'text':
      return [mark.y];
  }
}

function shownValues(
  { mark, rows }: Drawn,
  column: string,
  [low, high]: Range,
  { isZoomed, xCategories }: CoverRules,
): ArrayLike<number> {
  const ys = rows.numbers(column);
  if (!isZoomed || !('data' in mark) || 'columns' in mark) return ys;
  const isOrdinal = xCategories.length > 0;
  const xs = along(rows, mark.x, { scale: isOrdinal ? 'ordinal' : 'linear' }, xCategories);
  if (mark.mark !== 'line' && mark.mark !== 'band' && mark.mark !== 'bar' && mark.mark !== 'cell')
    return Float64Array.from(ys).filter((_, i) => (xs[i] ?? NaN) >= low && (xs[i] ?? NaN) <= high);
  return ascends(xs) ? betweenEnds(xs, ys, low, high) : ys;
}

/** The values of a line in a range, with those that it has at the ends of the range. */
function betweenEnds(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  low: number,
  high: number,
): Float64Array {
  const [first, end] = visibleIndices(xs, low, high);
  const found = new Float64Array(Math.max(0, end - first));
  for (let i = first; i < end; i++) found[i - first] = valueWithin(xs, ys, i, low, high);
  return found;
}

/** The value of a point, or, of one outside, where its line to the neighbour inside crosses the end of the range. */
function valueWithin(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  i: number,
  low: number,
  high: number,
): number {
  const [x, y] = [xs[i] ?? NaN, ys[i] ?? NaN];
  if (x >= low && x <= high) return y;
  const [to, other] = x < low ? [low, i + 1] : [high, i - 1];
  const share = (to - x) / ((xs[other] ?? NaN) - x);
  return y + share * ((ys[other] ?? NaN) - y);
}
