import type { Line } from './line.ts';

/** `a` minus `b` at the points of `a`, where both have values; `b` is interpolated between its points. A gap in either is a gap. */
export function differenceOf(a: Line, b: Line): Line {
  const [first, last] = [b.x[0] ?? Infinity, b.x.at(-1) ?? -Infinity];
  const x = new Float64Array(2 * a.x.length);
  const y = new Float64Array(2 * a.x.length);
  const blocks = new Float64Array(2 * a.x.length);
  let [length, right] = [0, 0];
  for (let i = 0; i < a.x.length; i++) {
    const at = a.x[i] ?? NaN;
    if (!(at >= first && at <= last)) continue;
    // The first point of b that is not before it.
    while (right < b.x.length && (b.x[right] ?? 0) < at) right += 1;
    const add = (other: number, side: number) => {
      [x[length], y[length], blocks[length]] = [at, (a.y[i] ?? NaN) - other, side];
      length += 1;
    };
    const isBefore = a.x[i + 1] === at;
    const isAfter = a.x[i - 1] === at;
    const jumps = b.x[right] === at && b.x[right + 1] === at;
    const behind = jumps ? (b.y[right + 1] ?? NaN) : valueBefore(b, right, at);
    // Where both jump, each side is compared with its own; where only one does, with the one value of the other.
    if (!isAfter) add(valueBefore(b, right, at), 0);
    if (isAfter || (!isBefore && jumps)) add(behind, 1);
  }
  return {
    x: x.subarray(0, length),
    y: y.subarray(0, length),
    // Of differences of seeds, whose sides of a jump are matched by it.
    blocks: blocks.subarray(0, length),
  };
}

/** The value at x between the points around it, before a jump there; `right` is the first that is not before x. */
function valueBefore({ x: xs, y: ys }: Line, right: number, x: number): number {
  const to = xs[right];
  if (to === x) return ys[right] ?? NaN;
  const from = xs[right - 1];
  if (from === undefined || to === undefined) return NaN;
  const [a, b] = [ys[right - 1] ?? NaN, ys[right] ?? NaN];
  return a + ((x - from) / (to - from)) * (b - a);
}
