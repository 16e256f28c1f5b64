import { quantile } from '../../base/index.ts';

/** Of more values than this, so many, evenly taken, say where the quartiles are: all the exactness that a limit needs. */
const enough = 20_000;

/**
 * The least and the greatest of values without the few that would flatten the rest: at most one in twenty (one of
 * 6 to 20, none of fewer), and only what lies farther from the median than four times the distance of the quartiles.
 * The farthest go first. Of finite numbers only; null of none.
 */
export function middleOf(values: Float64Array): readonly [number, number] | null {
  if (values.length === 0) return null;
  const some = sample(values).sort();
  const [lower, median, upper] = [quantile(some, 0.25), quantile(some, 0.5), quantile(some, 0.75)];
  const most = values.length < 6 ? 0 : Math.max(1, Math.floor(values.length * 0.05));
  const limit = reachWithout(values, median, 4 * (upper - lower), most);
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (Math.abs(value - median) > limit) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function sample(values: Float64Array): Float64Array {
  if (values.length <= enough) return values.slice();
  const every = values.length / enough;
  return Float64Array.from({ length: enough }, (_, i) => values[Math.floor(i * every)] ?? NaN);
}

/** How far from the median the rest reaches where what is farther than `reach` goes, but not more than `most` of it. */
function reachWithout(values: Float64Array, median: number, reach: number, most: number): number {
  const far: number[] = [];
  for (const value of values) {
    const distance = Math.abs(value - median);
    if (distance > reach) far.push(distance);
  }
  if (far.length <= most) return reach;
  const distances = Float64Array.from(far).sort();
  return distances[distances.length - 1 - most] ?? reach;
}
