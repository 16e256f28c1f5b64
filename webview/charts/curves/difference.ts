import type { Line } from '../../../src/protocol/index.ts';
import { lowerBound } from '../core/lines.ts';

/**
 * `a` minus `b` at the points of `a`, where both have values; `b` is interpolated between its
 * points. A gap in either is a gap.
 */
export function differenceOf(a: Line, b: Line): Line {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < a.x.length; i++) {
    const x = a.x[i] ?? NaN;
    if (!(x >= (b.x[0] ?? Infinity) && x <= (b.x.at(-1) ?? -Infinity))) continue;
    xs.push(x);
    ys.push((a.y[i] ?? NaN) - valueAt(b, x));
  }
  return { x: Float64Array.from(xs), y: Float64Array.from(ys), thinned: a.thinned || b.thinned };
}

/** The value of a line at x, between its points by interpolation; NaN outside and in gaps. */
export function valueAt({ x: xs, y: ys }: Pick<Line, 'x' | 'y'>, x: number): number {
  const right = lowerBound(xs, x);
  const to = xs[right];
  if (to === x) return ys[right] ?? NaN;
  const from = xs[right - 1];
  if (from === undefined || to === undefined) return NaN;
  const [a, b] = [ys[right - 1] ?? NaN, ys[right] ?? NaN];
  return a + ((x - from) / (to - from)) * (b - a);
}
