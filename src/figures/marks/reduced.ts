import { valueAt } from '../scales/transform.ts';
import type { Place } from './place.ts';

/** Points for each column of pixels that are kept: more paint nothing new. */
const perColumn = 4;

export interface Reduced {
  readonly points: Float64Array;
  /** No value lies beyond the axis of y, and each has a place there. */
  readonly isWithin: boolean;
}

/**
 * The points of a line that paint the same pixels, straight from its values: of more than four for each column of pixels the
 * first, smallest, largest and last, at its middle. Null: it has fewer, or x does not grow to the right. `xs` ascends
 * between `first` and `end`. NaN is a gap, and so is what the axis has no place for.
 */
export function reducedPoints(
  { x, y, atX, atY }: Pick<Place, 'x' | 'y' | 'atX' | 'atY'>,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  [first, end]: readonly [number, number],
): Reduced | null {
  const [left, right] = x.range;
  if (end - first <= perColumn * (right - left) || !(x.domain[1] > x.domain[0])) return null;
  const points = new Float64Array(2 * (perColumn + 1) * (Math.ceil(right - left) + 3));
  const isLog = y.scale === 'log';
  let length = 0;
  let [least, greatest, isPlaced] = [Infinity, -Infinity, true];
  const add = (across: number, down: number) => {
    points[length++] = across;
    points[length++] = down;
  };
  for (let i = first; i < end;) {
    const column = Math.floor(atX(xs[i] ?? NaN));
    const bound = Number.isNaN(column) ? -Infinity : valueAt(x, column + 1);
    let [opening, low, high, last, hasGap] = [NaN, Infinity, -Infinity, NaN, false];
    const start = i;
    for (; i < end && (i === start || (xs[i] ?? NaN) < bound); i++) {
      const value = ys[i] ?? NaN;
      if (value - value !== 0 || (isLog && value <= 0)) {
        hasGap = true;
        if (!Number.isNaN(value)) isPlaced = false;
        continue;
      }
      if (low > high) opening = value;
      if (value < low) low = value;
      if (value > high) high = value;
      last = value;
    }
    if (low < least) least = low;
    if (high > greatest) greatest = high;
    if (low > high) add(NaN, NaN);
    else {
      const middle = column + 0.5;
      for (const value of [opening, low, high, last]) add(middle, atY(value));
      if (hasGap && !Number.isFinite(ys[i - 1] ?? NaN)) add(NaN, NaN);
    }
  }
  const isInside = least >= Math.min(...y.domain) && greatest <= Math.max(...y.domain);
  return { points: points.slice(0, length), isWithin: isPlaced && isInside };
}
