import { quantile } from '../../base/index.ts';

/**
 * The least and the greatest of values without the few that would flatten the rest: at most one in twenty (one of
 * 6 to 20, none of fewer), and only what lies farther from the median than four times the distance of the quartiles.
 * The farthest go first. Sorts `values`, which holds finite numbers only; null of none.
 */
export function middleOf(values: Float64Array): readonly [number, number] | null {
  if (values.length === 0) return null;
  const sorted = values.sort();
  const [lower, median, upper] = [
    quantile(sorted, 0.25),
    quantile(sorted, 0.5),
    quantile(sorted, 0.75),
  ];
  const most = sorted.length < 6 ? 0 : Math.max(1, Math.floor(sorted.length * 0.05));
  let [from, to] = [0, sorted.length - 1];
  for (let dropped = 0; dropped < most; dropped++) {
    const below = median - (sorted[from] ?? 0);
    const above = (sorted[to] ?? 0) - median;
    if (Math.max(above, below) <= 4 * (upper - lower)) break;
    if (above > below) to--;
    else from++;
  }
  return [sorted[from] ?? 0, sorted[to] ?? 0];
}
