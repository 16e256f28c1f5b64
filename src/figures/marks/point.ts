import { identityOf } from '../identity.ts';
import type { Item } from '../scene.ts';
import { layBeyond } from './beyond.ts';
import { type Drawn, type MarkOf, originOf, type Place, pixelsPerUnit } from './place.ts';
import { paintOf } from './style.ts';
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
  const standsBack = series.look === 'other' || series.look === 'thin' || series.look === 'raw';
  return {
    ...originOf(drawn),
    item: 'markers',
    isClipped: false,
    points: inside.slice(0, length),
    marker:
      series.look === 'theory'
        ? 'ring'
        : standsBack
          ? 'circle'
          : identityOf(series.slot ?? 0).marker,
    radius,
    paint: paintOf(series),
    alpha: 1,
  };
}

/** Rounding puts a point at the end of the axis a little outside. */
const edge = 1e-6;

function radiusOf(look: Drawn['series']['look'], place: Place): number {
  // One run of several: small, so that the mean stays in front.
  if (look === 'other' || look === 'thin' || look === 'raw') return 1.4;
  if (place.row === null) return 3;
  return Math.max(1.5, Math.min(3.5, 0.7 * pixelsPerUnit(place)));
}
