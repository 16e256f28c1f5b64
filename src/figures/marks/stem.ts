import { type Drawn, type MarkOf, isInside, originOf, pixelsPerUnit, type Place } from './place.ts';
import { paintOf } from './style.ts';
import { alongX, alongY } from './values.ts';

/** From a value to that of each row: the length is the difference. */
export function layStems(drawn: Drawn<MarkOf<'stem'>>, place: Place): void {
  const { mark, rows, series } = drawn;
  const [xs, ys] = [alongX(rows, mark.x, place), alongY(rows, mark.y, place)];
  const from = place.atY(mark.from);
  const points: number[] = [];
  for (let i = 0; i < rows.count; i++) {
    const x = xs[i] ?? NaN;
    const y = place.atY(ys[i] ?? NaN);
    if (isInside(place, x) && !Number.isNaN(y + from))
      points.push(place.atX(x), from, place.atX(x), y);
  }
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
