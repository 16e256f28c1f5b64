import { firstWhere } from '../base/index.ts';
import type { Line } from './line.ts';

/** `a` minus `b` at the points of `a`, where both have values; `b` is interpolated between its points. A gap in either is a gap. */
export function differenceOf(a: Line, b: Line): Line {
  const xs: number[] = [];
  const ys: number[] = [];
  const blocks: number[] = [];
  const [first, last] = [b.x[0] ?? Infinity, b.x.at(-1) ?? -Infinity];
  for (let i = 0; i < a.x.length; i++) {
    const x = a.x[i] ?? NaN;
    if (!(x >= first && x <= last)) continue;
    const add = (other: number, side: number) => {
      xs.push(x);
      ys.push((a.y[i] ?? NaN) - other);
      blocks.push(side);
    };
    const isBefore = a.x[i + 1] === x;
    const isAfter = a.x[i - 1] === x;
    // Where both jump, each side is compared with its own; where only one does, with the one value of the other.
    if (!isAfter) add(valueBefore(b, x), 0);
    if (isAfter || (!isBefore && jumpsAt(b, x))) add(valueAt(b, x), 1);
  }
  return {
    x: Float64Array.from(xs),
    y: Float64Array.from(ys),
    // Of differences of seeds, whose sides of a jump are matched by it.
    blocks: Float64Array.from(blocks),
  };
}

/** The value of a line at x, between its points by interpolation, behind a jump there; NaN outside and in gaps. */
export function valueAt(line: Line, x: number): number {
  const right = lowerBound(line.x, x);
  return jumpsAt(line, x) ? (line.y[right + 1] ?? NaN) : valueBefore(line, x);
}

function jumpsAt({ x: xs }: Line, x: number): boolean {
  const first = lowerBound(xs, x);
  return xs[first] === x && xs[first + 1] === x;
}

/** The same, before a jump there. */
function valueBefore({ x: xs, y: ys }: Line, x: number): number {
  const right = lowerBound(xs, x);
  const to = xs[right];
  if (to === x) return ys[right] ?? NaN;
  const from = xs[right - 1];
  if (from === undefined || to === undefined) return NaN;
  const [a, b] = [ys[right - 1] ?? NaN, ys[right] ?? NaN];
  return a + ((x - from) / (to - from)) * (b - a);
}

function lowerBound(xs: Float64Array, x: number): number {
  return firstWhere(xs.length, i => (xs[i] ?? 0) >= x);
}
