export type Extent = readonly [low: number, high: number];

/** Smallest and largest positive finite value of all lists; null where there is none. */
export function positiveExtent(...lists: readonly ArrayLike<number>[]): Extent | null {
  let low = Infinity;
  let high = 0;
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i] ?? NaN;
      if (!(value > 0) || value === Infinity) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high > 0 ? [low, high] : null;
}

/** The smallest extent with both. */
export function union(a: Extent | null, b: Extent | null): Extent | null {
  if (a === null || b === null) return a ?? b;
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

/**
 * How far a symmetric log axis around 1 goes, as a factor: it holds `share` of the values and the
 * band 1 ± δ twice over, so that a few transitions do not flatten the rest.
 */
export function ratioReach(values: ArrayLike<number>, delta: number, share = 0.95): number {
  const reach = positive(values);
  for (let i = 0; i < reach.length; i++) {
    const value = reach[i] ?? 1;
    if (value < 1) reach[i] = 1 / value;
  }
  reach.sort();
  const at = Math.min(reach.length - 1, Math.ceil(share * reach.length) - 1);
  return 1.04 * Math.max(reach[at] ?? 1, 1 + 2 * delta);
}

/** Values at `share`/2 from both ends, so that the axis holds at least 1 - share of all. Sorts a copy. */
export function innerExtent(values: ArrayLike<number>, share = 0.05): Extent | null {
  const sorted = positive(values).sort();
  if (sorted.length === 0) return null;
  const cut = Math.floor((share / 2) * sorted.length);
  return [sorted[cut] ?? NaN, sorted[sorted.length - 1 - cut] ?? NaN];
}

/** What a log axis can show, as a copy. A heat map has tens of thousands, at each of its steps. */
function positive(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value > 0 && value !== Infinity) kept[count++] = value;
  }
  return kept.subarray(0, count);
}
