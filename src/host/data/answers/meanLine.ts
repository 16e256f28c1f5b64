import { deviation, mean } from '../../../base/index.ts';
import { thinLine } from '../../../record/index.ts';
import type { CurvesQuery, MeanLine } from '../../../protocol/index.ts';
import { studentQuantile } from '../../../theory/index.ts';

/** A line with all its points. */
export interface WholeLine {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly length: number;
  /** Blocks of the network at each point: what tells two of one step apart. NaN where none are recorded. */
  readonly blocks?: Float64Array;
}

/**
 * Mean and interval of several lines, where at least two have a value. Steps and epochs are the same
 * in all seeds and are matched exactly, before a growth and after it; seconds are not, so there each line is read off at the pixels,
 * linearly between its points and not beyond them.
 */
export function meanLine(
  lines: readonly WholeLine[],
  { axis, range, width }: Pick<CurvesQuery, 'axis' | 'range' | 'width'>,
): MeanLine {
  const read = axis === 'seconds' ? readAtPixels(lines, range, width) : lines;
  const points = meanAt(read);
  const { x, mean } = points;
  const [from, to] = range ?? [x[0] ?? 0, x.at(-1) ?? 0];
  const indices = thinLine({ x, y: mean, length: x.length }, from, to, width);
  const pick = (values: readonly number[]) => Float64Array.from(indices, i => values[i] ?? NaN);
  return {
    mean: { x: pick(x), y: pick(mean), thinned: indices.length < x.length },
    low: pick(points.low),
    high: pick(points.high),
    interval: points.most >= 3 ? 'student-95' : 'range',
  };
}

/** Goes through all lines at once, from x to the next larger x. */
function meanAt(lines: readonly WholeLine[]) {
  const next = lines.map(() => 0);
  const found = {
    x: [] as number[],
    mean: [] as number[],
    low: [] as number[],
    high: [] as number[],
  };
  const most = lines.filter(line => line.length > 0).length;
  const quantiles = lines.map((_, i) => (i < 2 ? NaN : studentQuantile(0.975, i)));
  for (;;) {
    let x = Infinity;
    lines.forEach((line, i) => (x = Math.min(x, line.x[next[i] ?? 0] ?? Infinity)));
    if (x === Infinity) return { ...found, most };
    const blocksAt = (line: WholeLine, at: number) => line.blocks?.[at] ?? NaN;
    let blocks = Infinity;
    lines.forEach((line, i) => {
      const at = next[i] ?? 0;
      if (line.x[at] === x && blocksAt(line, at) < blocks) blocks = blocksAt(line, at);
    });
    const values: number[] = [];
    lines.forEach((line, i) => {
      const at = next[i] ?? 0;
      if (line.x[at] !== x || blocksAt(line, at) > blocks) return;
      next[i] = at + 1;
      const value = line.y[at] ?? NaN;
      if (Number.isFinite(value)) values.push(value);
    });
    if (values.length < 2) continue;
    const { mean, low, high } = interval(values, quantiles[values.length - 1] ?? NaN, most);
    found.x.push(x);
    found.mean.push(mean);
    found.low.push(low);
    found.high.push(high);
  }
}

/** Of three runs and more t·s/√n around the mean; where only two of them have a value none is known. */
function interval(values: readonly number[], quantile: number, most: number) {
  const n = values.length;
  const middle = mean(values);
  if (most < 3) return { mean: middle, low: Math.min(...values), high: Math.max(...values) };
  if (n < 3) return { mean: middle, low: NaN, high: NaN };
  const half = (quantile * deviation(values)) / Math.sqrt(n);
  return { mean: middle, low: middle - half, high: middle + half };
}

function readAtPixels(
  lines: readonly WholeLine[],
  range: CurvesQuery['range'],
  width: number,
): WholeLine[] {
  const ends = lines.filter(line => line.length > 0);
  if (ends.length === 0) return [];
  const from = range?.[0] ?? Math.min(...ends.map(line => line.x[0] ?? 0));
  const to = range?.[1] ?? Math.max(...ends.map(line => line.x[line.length - 1] ?? 0));
  const points = Math.max(2, Math.floor(width));
  const x = Float64Array.from(
    { length: points },
    (_, i) => from + ((to - from) * i) / (points - 1),
  );
  return lines.map(line => ({ x, y: readAt(line, x), length: points }));
}

/** The line at each of these x, which ascend. */
function readAt(line: WholeLine, x: Float64Array): Float64Array {
  let behind = 0;
  return x.map(at => {
    while (behind < line.length && (line.x[behind] ?? 0) < at) behind += 1;
    const [right, rightY] = [line.x[behind] ?? NaN, line.y[behind] ?? NaN];
    if (behind >= line.length) return NaN;
    if (right === at) return rightY;
    if (behind === 0) return NaN;
    const [left, leftY] = [line.x[behind - 1] ?? NaN, line.y[behind - 1] ?? NaN];
    return leftY + ((rightY - leftY) * (at - left)) / (right - left);
  });
}
