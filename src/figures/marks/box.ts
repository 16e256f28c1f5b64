import { boxStats, type BoxStats } from '../../base/index.ts';
import { type Drawn, type MarkOf, isInside, originOf, pixelsPerUnit, type Place } from './place.ts';
import { paintOf } from './style.ts';
import { alongX, alongY } from './values.ts';

/** Median, quartiles, whiskers to the extremes and a dot each of the values that share an x. */
export function layBoxes(drawn: Drawn<MarkOf<'box'>>, place: Place): void {
  const { mark, rows } = drawn;
  const groups = new Map<number, number[]>();
  const [xs, ys] = [alongX(rows, mark.x, place), alongY(rows, mark.y, place)];
  for (let i = 0; i < rows.count; i++) {
    const [x, y] = [xs[i] ?? NaN, ys[i] ?? NaN];
    if (!isInside(place, x) || Number.isNaN(place.atY(y))) continue;
    const group = groups.get(x) ?? [];
    groups.set(x, group);
    group.push(y);
  }
  const width = Math.min(18, spaceOf([...groups.keys()], place) * 0.56);
  const parts: Parts = { whiskers: [], boxes: [], outlines: [], medians: [], dots: [] };
  for (const [x, values] of groups) {
    const stats = boxStats(values);
    if (stats !== null) addBox(parts, place, place.atX(x), width, stats, values);
  }
  if (parts.boxes.length > 0) push(drawn, place, parts);
}

interface Parts {
  readonly whiskers: number[];
  readonly boxes: number[];
  readonly outlines: number[];
  readonly medians: number[];
  readonly dots: number[];
}

function addBox(
  parts: Parts,
  { atY }: Place,
  x: number,
  width: number,
  stats: BoxStats,
  values: readonly number[],
): void {
  const [min, lower, median] = [atY(stats.min), atY(stats.lower), atY(stats.median)];
  const [upper, max] = [atY(stats.upper), atY(stats.max)];
  const [left, right] = [x - width / 2, x + width / 2];
  parts.whiskers.push(x, min, x, lower, x, upper, x, max);
  parts.boxes.push(left, Math.min(lower, upper), right, Math.max(lower, upper));
  const outline = [left, lower, right, lower, right, upper, left, upper, left, lower];
  parts.outlines.push(...outline, NaN, NaN);
  parts.medians.push(left, median, right, median);
  values.forEach((value, i) => {
    // Beside each other in a fixed pattern, so that equal values do not hide each other.
    const beside = ((i * 7) % 11) - 5;
    parts.dots.push(x + (beside * width) / 16, atY(value));
  });
}

function push(drawn: Drawn<MarkOf<'box'>>, { layers }: Place, parts: Parts): void {
  const origin = { ...originOf(drawn), isClipped: true };
  const paint = paintOf(drawn.series);
  const quiet = { paint: { role: 'quiet' }, alpha: 1, width: 1, dash: [] } as const;
  const of = (numbers: readonly number[]) => Float64Array.from(numbers);
  layers.lines.push(
    { ...origin, item: 'segments', points: of(parts.whiskers), line: quiet },
    { ...origin, item: 'rects', boxes: of(parts.boxes), paint, alpha: 0.16 },
    {
      ...origin,
      item: 'path',
      points: of(parts.outlines),
      line: { paint, alpha: 1, width: 1, dash: [] },
    },
    {
      ...origin,
      item: 'segments',
      points: of(parts.medians),
      line: { paint, alpha: 1, width: 2.5, dash: [] },
    },
  );
  layers.markers.push({
    ...origin,
    item: 'markers',
    points: of(parts.dots),
    marker: 'circle',
    radius: 1.4,
    paint,
    alpha: 0.75,
  });
}

/** Pixels from one group to the next. */
function spaceOf(xs: readonly number[], place: Place): number {
  if (place.x.scale === 'ordinal' || place.x.scale === 'block') return pixelsPerUnit(place);
  const at = xs.map(place.atX).sort((a, b) => a - b);
  const gaps = at.slice(1).map((x, i) => x - (at[i] ?? 0));
  return Math.min(place.area.right - place.area.left, ...gaps);
}
