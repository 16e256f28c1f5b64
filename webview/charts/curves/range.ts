import { quantile } from '../../../src/base/index.ts';
import { niceRange } from '../core/ticks.ts';
import type { Line } from '../../../src/protocol/index.ts';

/** Values that a y axis shall cover: `whole` in full, of `mostly` 95 %. */
export interface Covered {
  readonly whole: readonly Float64Array[];
  readonly mostly: readonly Float64Array[];
}

export interface RangeRules {
  readonly scale: 'linear' | 'log';
  /** Zero is shown: accuracy, rate, images/s. */
  readonly fromZero: boolean;
  /** A strip ends at its greatest tick. */
  readonly isStrip?: boolean;
}

/** The y axis of a panel, at whole steps of its ticks. Null where there is no value. */
export function rangeOf(covered: Covered, rules: RangeRules): [number, number] | null {
  const isUsed = (v: number) => Number.isFinite(v) && (rules.scale === 'linear' || v > 0);
  let [low, high] = [Infinity, -Infinity];
  const cover = (v: number) => {
    if (v < low) low = v;
    if (v > high) high = v;
  };
  for (const values of covered.whole) for (const v of values) if (isUsed(v)) cover(v);
  for (const values of covered.mostly) for (const v of middle(values.filter(isUsed))) cover(v);
  if (low > high) return null;
  if (rules.scale === 'log') return [low * 0.85, high * 1.15];
  if (rules.fromZero && rules.isStrip && high > 0) return niceRange(Math.min(0, low), high);
  if (rules.fromZero) return [Math.min(0, low), high > 0 ? high * 1.05 : 1];
  return niceRange(low, high);
}

/** The least and the greatest of the 95 % of values nearest to their median. */
function middle(values: Float64Array): [] | [number, number] {
  if (values.length === 0) return [];
  const sorted = values.sort();
  const [lower = 0, median = 0, upper = 0] = [0.25, 0.5, 0.75].map(p => quantile(sorted, p));
  let [from, to] = [0, sorted.length - 1];
  // Of few values none may go: one in twenty at most is left out, or one where there are 6 to 20.
  const most = sorted.length < 6 ? 0 : Math.max(1, Math.floor(sorted.length * 0.05));
  for (let dropped = 0; dropped < most; dropped++) {
    const [a, b] = [sorted[from] ?? 0, sorted[to] ?? 0];
    const [far, isHigh] = b - median > median - a ? [b - median, true] : [median - a, false];
    // Only what would flatten the rest.
    if (far <= 4 * (upper - lower)) break;
    if (isHigh) to--;
    else from++;
  }
  return [sorted[from] ?? 0, sorted[to] ?? 0];
}

/** The part of a line in [min, max]. */
export function valuesIn({ x, y }: Line, min: number, max: number): Float64Array {
  let from = 0;
  let to = x.length;
  while (from < to && (x[from] ?? 0) < min) from++;
  while (to > from && (x[to - 1] ?? 0) > max) to--;
  return y.subarray(from, to);
}
