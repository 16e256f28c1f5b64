import type { Item } from '../scene.ts';
import type { Look } from '../spec.ts';
import { layBeyond } from './beyond.ts';
import { type Drawn, type MarkOf, originOf, type Place, pixelsPerUnit } from './place.ts';
import { markerOf, paintOf, standsBack } from './style.ts';
import { alongX, alongY, pointsOf } from './values.ts';

/** A marker for each row. */
export function layPoints(drawn: Drawn<MarkOf<'point'>>, place: Place): void {
  const { mark, rows, series } = drawn;
  const [xs, ys] = [alongX(rows, mark.x, place), alongY(rows, mark.y, place)];
  const points = pointsOf(place, xs, ys, [0, rows.count]);
  const markers = markerItem(drawn, place, points, radiusOf(series.look, place));
  if (markers !== null) place.layers.markers.push(markers);
  layBeyond(drawn, place, { xs, ys, first: 0, end: rows.count });
}

/** Markers of the points that lie in the plot area; null: of none. Not clipped: one at the end of an axis is whole. */
export function markerItem(
  drawn: Drawn,
  { area }: Place,
  points: Float64Array,
  radius: number,
): Item | null {
  const inside = new Float64Array(points.length);
  let length = 0;
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] ?? NaN, points[i + 1] ?? NaN];
    const isIn =
      x >= area.left - edge &&
      x <= area.right + edge &&
      y >= area.top - edge &&
      y <= area.bottom + edge;
    if (!isIn) continue;
    inside[length++] = x;
    inside[length++] = y;
  }
  if (length === 0) return null;
  const { series } = drawn;
  return {
    ...originOf(drawn),
    item: 'markers',
    isClipped: false,
    points: inside.slice(0, length),
    marker: markerOf(series),
    radius,
    paint: paintOf(series),
    alpha: 1,
  };
}

/** One run of several: small, so that the mean stays in front. */
export function pointRadius(look: Look): number {
  return standsBack(look) ? 1.4 : 3;
}

/** Rounding puts a point at the end of the axis a little outside. */
const edge = 1e-6;

function radiusOf(look: Look, place: Place): number {
  if (place.row === null || standsBack(look)) return pointRadius(look);
  return Math.max(1.5, Math.min(3.5, 0.7 * pixelsPerUnit(place)));
}
