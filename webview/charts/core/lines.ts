import { firstWhere } from '../../../src/base/index.ts';
import type { Line } from '../../../src/protocol/index.ts';
import type { PlotCanvas } from './plot.ts';

/** Index of the first element of ascending `xs` that is not below `x`. */
export function lowerBound(xs: Float64Array, x: number): number {
  return firstWhere(xs.length, i => !((xs[i] ?? NaN) < x));
}

/** Index of the point nearest to `x` that has a value; -1 where there is none. */
export function nearestIndex({ x: xs, y: ys }: Pick<Line, 'x' | 'y'>, x: number): number {
  let right = lowerBound(xs, x);
  let left = right - 1;
  while (right < xs.length && Number.isNaN(ys[right])) right++;
  while (left >= 0 && Number.isNaN(ys[left])) left--;
  if (right >= xs.length) return left;
  if (left < 0) return right;
  return x - (xs[left] ?? 0) <= (xs[right] ?? 0) - x ? left : right;
}

/** Indices of the points with a value where the nearest is: two where the line jumps, before and after. */
export function nearestIndices(line: Pick<Line, 'x' | 'y'>, x: number): number[] {
  const nearest = nearestIndex(line, x);
  const at = line.x[nearest];
  if (at === undefined) return [];
  const found: number[] = [];
  for (let i = lowerBound(line.x, at); line.x[i] === at; i++)
    if (!Number.isNaN(line.y[i])) found.push(i);
  return found;
}

/** The points in view and one on each side: [first, behind the last). */
export function visibleIndices(xs: Float64Array, min: number, max: number): [number, number] {
  const first = Math.max(0, lowerBound(xs, min) - 1);
  let end = lowerBound(xs, max);
  while (end < xs.length && xs[end] === max) end++;
  return [first, Math.min(xs.length, end + 1)];
}

/**
 * Adds a line to the current path. Of more than four points per pixel column the first, smallest,
 * largest and last are kept, which paint the same pixels. NaN is a gap; a point between two gaps
 * becomes a dot of its own.
 */
export function traceLine(canvas: PlotCanvas, { x: xs, y: ys }: Pick<Line, 'x' | 'y'>): void {
  const { area, axes } = canvas;
  const [first, end] = visibleIndices(xs, axes.x.min, axes.x.max);
  if (end - first > 4 * (area.right - area.left)) traceColumns(canvas, xs, ys, first, end);
  else traceAll(canvas, xs, ys, first, end);
}

function traceAll(
  canvas: PlotCanvas,
  xs: Float64Array,
  ys: Float64Array,
  first: number,
  end: number,
): void {
  const { context } = canvas;
  let isDown = false;
  for (let i = first; i < end; i++) {
    const y = canvas.y(ys[i] ?? NaN);
    if (Number.isNaN(y)) {
      isDown = false;
      continue;
    }
    const x = canvas.x(xs[i] ?? NaN);
    if (isDown) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      const isAlone = i + 1 >= end || Number.isNaN(canvas.y(ys[i + 1] ?? NaN));
      if (isAlone) context.lineTo(x + 0.5, y);
    }
    isDown = true;
  }
}

function traceColumns(
  canvas: PlotCanvas,
  xs: Float64Array,
  ys: Float64Array,
  first: number,
  end: number,
): void {
  const { context } = canvas;
  let isDown = false;
  for (let i = first; i < end;) {
    const column = Math.floor(canvas.x(xs[i] ?? NaN));
    let low = NaN;
    let high = NaN;
    let opening = NaN;
    let last = NaN;
    let hasGap = false;
    for (; i < end && canvas.x(xs[i] ?? NaN) < column + 1; i++) {
      const value = ys[i] ?? NaN;
      if (Number.isNaN(value)) {
        hasGap = true;
        continue;
      }
      if (Number.isNaN(opening)) opening = value;
      if (!(value >= low)) low = value;
      if (!(value <= high)) high = value;
      last = value;
    }
    if (Number.isNaN(opening)) {
      isDown = false;
      continue;
    }
    const points = [opening, low, high, last].map(canvas.y);
    for (const y of points) {
      if (Number.isNaN(y)) continue;
      if (isDown) context.lineTo(column + 0.5, y);
      else context.moveTo(column + 0.5, y);
      isDown = true;
    }
    if (hasGap && Number.isNaN(ys[i - 1] ?? NaN)) isDown = false;
  }
}
