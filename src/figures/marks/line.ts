import { ascends } from '../data/rows.ts';
import { layBeyond } from './beyond.ts';
import { markerItem } from './point.ts';
import { type Drawn, type MarkOf, originOf, type Place } from './place.ts';
import { reducedPoints } from './reduced.ts';
import { lineStyle, markerRadius } from './style.ts';
import { alongX, alongY, pointsOf, shownPart } from './values.ts';

/** A line through its rows in order, with markers where its look has them. */
export function layLine(drawn: Drawn<MarkOf<'line'>>, place: Place): void {
  const { mark, rows, series } = drawn;
  const [xs, ys] = [alongX(rows, mark.x, place), alongY(rows, mark.y, place)];
  const [first, end] = shownPart(xs, place.x.domain);
  if (end <= first) return;
  const part = [first, end] as const;
  const reduced = place.isReduced && ascends(xs) ? reducedPoints(place, xs, ys, part) : null;
  const points = reduced?.points ?? pointsOf(place, xs, ys, part);
  const line = lineStyle(series, place, points);
  place.layers.lines.push({ ...originOf(drawn), item: 'path', isClipped: true, points, line });
  const pixels = place.atX(xs[end - 1] ?? NaN) - place.atX(xs[first] ?? NaN);
  const radius = markerRadius(series, place, end - first, Math.abs(pixels));
  if (radius > 0) {
    const markers = markerItem(drawn, place, points, radius);
    if (markers !== null) place.layers.markers.push(markers);
  }
  if (reduced?.isWithin !== true) layBeyond(drawn, place, { xs, ys, first, end });
}
