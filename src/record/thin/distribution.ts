/** What a box plot shows of some values. */
export interface Distribution {
  readonly count: number;
  readonly smallest: number;
  readonly quartiles: readonly [number, number, number];
  readonly largest: number;
}

/**
 * Extremes and quartiles of the finite values; null where there is none. A quantile p lies at
 * (n - 1)·p between the sorted values (Hyndman and Fan, 1996, type 7, as in R and NumPy).
 */
export function distributionOf(values: ArrayLike<number>): Distribution | null {
  const sorted = Float64Array.from(values)
    .filter(v => Number.isFinite(v))
    .sort();
  const [smallest, largest] = [sorted[0], sorted.at(-1)];
  if (smallest === undefined || largest === undefined) return null;
  const quartiles = [0.25, 0.5, 0.75].map(p => quantile(sorted, p));
  const [lower = 0, median = 0, upper = 0] = quartiles;
  return { count: sorted.length, smallest, quartiles: [lower, median, upper], largest };
}

function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
