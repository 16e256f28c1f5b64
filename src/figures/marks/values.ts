import { ascends, type Rows, visibleIndices } from '../data/rows.ts';
import { writePixels } from '../scales/transform.ts';
import type { LaidAxis } from '../scene.ts';
import type { Place } from './place.ts';

/** Numbers of a column along an axis: of an ordinal one the places of its categories; NaN where it has none. */
export function along(
  rows: Rows,
  column: string,
  axis: Pick<LaidAxis, 'scale'>,
  categories: readonly string[],
): ArrayLike<number> {
  if (axis.scale !== 'ordinal') return rows.numbers(column);
  const places = new Map(categories.map((name, i) => [name, i]));
  return Float64Array.from(rows.texts(column), text => places.get(text) ?? NaN);
}

export function alongX(rows: Rows, column: string, { x, categories }: Place): ArrayLike<number> {
  return along(rows, column, x, categories.x);
}

export function alongY(rows: Rows, column: string, { y, categories }: Place): ArrayLike<number> {
  return along(rows, column, y, categories.y);
}

/** The part [first, behind the last) of a line that is shown or leads out of it; all where x does not ascend. */
export function shownPart(
  xs: ArrayLike<number>,
  domain: readonly [number, number],
): [number, number] {
  const [low, high] = [Math.min(...domain), Math.max(...domain)];
  return ascends(xs) ? visibleIndices(xs, low, high) : [0, xs.length];
}

/** x0, y0, ... of the values from `first` to `end`; NaN where one has no place. */
export function pointsOf(
  { x, y }: Pick<Place, 'x' | 'y'>,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  part: readonly [number, number],
): Float64Array {
  const points = new Float64Array(2 * (part[1] - part[0]));
  writePixels(x, xs, part, points, 0);
  writePixels(y, ys, part, points, 1);
  return points;
}

/** Pixel of where bars and stems stand. A log axis has no zero: they stand on its end. */
export function footAt({ area, atY, y }: Place, value: number): number {
  const pixel = atY(value);
  return Number.isNaN(pixel) && y.scale === 'log' && value <= 0 ? area.bottom : pixel;
}
