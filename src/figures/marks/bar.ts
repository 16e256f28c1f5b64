import type { Look } from '../spec.ts';
import { type Drawn, type MarkOf, originOf, type Place, pixelsPerUnit } from './place.ts';
import { paintOf } from './style.ts';
import { alongX, alongY, footAt } from './values.ts';
import { layBeyond } from './beyond.ts';

/** Rectangles from x to x2, or around x, and from y2 or zero to y. */
export function layBars(drawn: Drawn<MarkOf<'bar'>>, place: Place): void {
  const { mark, rows, series } = drawn;
  const { area, atX, atY } = place;
  const [xs, ys] = [alongX(rows, mark.x, place), alongY(rows, mark.y, place)];
  const ends = mark.x2 === undefined ? null : alongX(rows, mark.x2, place);
  const feet = mark.y2 === undefined ? null : alongY(rows, mark.y2, place);
  const half = ends === null ? 0.4 * unitOf(xs, place) : 0;
  // In an ordinal row a bar stands around the middle of its place.
  const isInRow = place.y.scale === 'ordinal' && feet === null;
  const boxes: number[] = [];
  for (let i = 0; i < rows.count; i++) {
    const [x, y] = [atX(xs[i] ?? NaN), atY(ys[i] ?? NaN)];
    const to = ends === null ? x + half : atX(ends[i] ?? NaN);
    const thick = 0.35 * Math.abs(atY(1) - atY(0));
    const foot = isInRow ? y + thick : footAt(place, feet === null ? 0 : (feet[i] ?? NaN));
    const head = isInRow ? y - thick : y;
    const box = [x - half, head, to, foot];
    if (box.some(Number.isNaN)) continue;
    const [left, right] = [Math.min(x - half, to), Math.max(x - half, to)];
    if (right < area.left || left > area.right) continue;
    boxes.push(left, Math.min(head, foot), right, Math.max(head, foot));
  }
  if (ends === null && !isInRow) layBeyond(drawn, place, { xs, ys, first: 0, end: rows.count });
  if (boxes.length === 0) return;
  const paint = paintOf(series);
  const alpha = barAlpha(series.look);
  const item = {
    item: 'rects',
    isClipped: true,
    boxes: Float64Array.from(boxes),
    paint,
    alpha,
  } as const;
  place.layers.lines.push({ ...originOf(drawn), ...item });
}

export function barAlpha(look: Look): number {
  return look === 'theory' ? 0.17 : look === 'other' ? 0.3 : 0.55;
}

/** Pixels from one bar to the next. */
function unitOf(xs: ArrayLike<number>, place: Place): number {
  if (place.x.scale === 'ordinal' || place.x.scale === 'block') return pixelsPerUnit(place);
  const at = Float64Array.from(xs, place.atX)
    .filter(x => !Number.isNaN(x))
    .sort();
  let least = place.area.right - place.area.left;
  for (let i = 1; i < at.length; i++) {
    const gap = (at[i] ?? 0) - (at[i - 1] ?? 0);
    if (gap > 1e-6) least = Math.min(least, gap);
  }
  return least;
}
