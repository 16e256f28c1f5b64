/**
 * The largest of these numbers, or `least` where that is larger or there are none. `Math.max(...values)` ends in a
 * RangeError from about 120,000 values: what comes from a file has no such bound.
 */
export function largestOf(values: Iterable<number>, least = -Infinity): number {
  let largest = least;
  for (const value of values) largest = Math.max(largest, value);
  return largest;
}
