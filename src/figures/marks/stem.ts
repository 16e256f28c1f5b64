import { layBeyond } from './beyond.ts';
import { type Drawn, type MarkOf, isInside, originOf, pixelsPerUnit, type Place } from './place.ts';
import { paintOf } from './style.ts';
import { alongX, alongY, footAt } from './values.ts';

/** From a value to that of each row: the length is the difference. */
export function layStems(drawn: Drawn<MarkOf<'stem'>>, place: Place): void {
  const { mark, rows, series } = drawn;
  const [xs, ys] = [alongX(rows, mark.x, place), alongY(rows, mark.y, place)];
  const from = footAt(place, mark.from);
  const points: number[] = [];
  for (let i = 0; i < rows.count; i++) {
    const x = xs[i] ?? NaN;
    const y = place.atY(ys[i] ?? NaN);
    if (isInside(place, x) && !Number.isNaN(y + from))
      points.push(place.atX(x), from, place.atX(x), y);
  }
  if (!hasPoints(drawn, place)) layBeyond(drawn, place, { xs, ys, first: 0, end: rows.count });
  if (points.length === 0) return;
  const isByUnit = place.x.scale === 'block' || place.x.scale === 'ordinal';
  const space = isByUnit ? pixelsPerUnit(place) : (place.area.right - place.area.left) / rows.count;
  place.layers.lines.push({
    ...originOf(drawn),
    item: 'segments',
    isClipped: true,
    points: Float64Array.from(points),
    line: {
      paint: paintOf(series),
      alpha: 0.8,
      width: Math.min(3, Math.max(1, 0.5 * space)),
      dash: [],
    },
  });
}

/** Points of the same values at the ends say what lies beyond. */
function hasPoints({ mark }: Drawn<MarkOf<'stem'>>, { figure }: Place): boolean {
  return figure.marks.some(
    other =>
      other.mark === 'point' &&
      other.data === mark.data &&
      other.series === mark.series &&
      other.y === mark.y,
  );
}
