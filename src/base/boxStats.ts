import { quantile } from './numbers.ts';

/** What a box plot shows of some values. */
export interface BoxStats {
  readonly min: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly max: number;
}

/** Median, quartiles and extremes of finite values; null where there are none. */
export function boxStats(values: Iterable<number>): BoxStats | null {
  const sorted = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return null;
  const [lower = NaN, median = NaN, upper = NaN] = [0.25, 0.5, 0.75].map(p => quantile(sorted, p));
  return { min, lower, median, upper, max };
}
