import { studentQuantile } from '../theory/index.ts';
import type { Line } from './line.ts';
import type { Abscissa } from './place.ts';

/** `student`: interval of the mean, from three runs on; `range`: from the least to the greatest of two. */
export type Spread = 'student' | 'range';

export interface MeanLine extends Line {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly spread: Spread;
}

/** So many places a line by time is read at where no width says it. */
const manyPlaces = 1000;

/**
 * Mean and interval of several lines, where at least two have a value. Steps and epochs are the same in all seeds and are matched
 * exactly, before a growth and after it; seconds are not, so there each line is read off at the pixels of the range, linearly
 * between its points and not beyond them.
 */
export function meanLine(
  lines: readonly Line[],
  axis: Abscissa,
  {
    range,
    width,
    confidence,
  }: {
    readonly range: readonly [number, number] | undefined;
    readonly width: number;
    readonly confidence: number;
  },
): MeanLine {
  const read = axis === 'seconds' ? readAtPixels(lines, range, width) : lines;
  return meanAt(read, confidence);
}

/** Of lines that all have their points at the same places, which those places are; else null. */
function sharedPlaces(lines: readonly Line[]): Line | null {
  const [first, ...others] = lines;
  if (first === undefined) return null;
  const isAlike = (a: Float64Array | undefined, b: Float64Array | undefined) =>
    a === b || (a !== undefined && a.length === b?.length && a.every((v, i) => Object.is(v, b[i])));
  const { x, blocks } = first;
  return others.every(other => isAlike(x, other.x) && isAlike(blocks, other.blocks)) ? first : null;
}

/** Goes through all lines at once, from x to the next larger x. */
function meanAt(lines: readonly Line[], confidence: number): MeanLine {
  const most = lines.filter(line => line.x.length > 0).length;
  const shared = sharedPlaces(lines);
  const points = shared?.x.length ?? lines.reduce((sum, line) => sum + line.x.length, 0) >> 1;
  const [x, y, low, high] = [0, 0, 0, 0].map(() => new Float64Array(points)) as Columns;
  const quantiles = lines.map((_, i) => (i < 2 ? NaN : studentQuantile((1 + confidence) / 2, i)));
  const values = new Float64Array(lines.length);
  let length = 0;
  const add = (place: number, n: number) => {
    if (n < 2) return;
    x[length] = place;
    const found = interval(values, n, quantiles[n - 1] ?? NaN, most);
    [y[length], low[length], high[length]] = found;
    length += 1;
  };
  if (shared !== null)
    for (let at = 0; at < points; at++) {
      let n = 0;
      for (const line of lines) {
        const value = line.y[at] ?? NaN;
        if (Number.isFinite(value)) values[n++] = value;
      }
      add(shared.x[at] ?? NaN, n);
    }
  else gather(lines, values, add);
  const cut = (column: Float64Array) => column.subarray(0, length);
  return {
    x: cut(x),
    y: cut(y),
    low: cut(low),
    high: cut(high),
    spread: most >= 3 ? 'student' : 'range',
  };
}

/** The values of all lines that have a point there, place by place. */
function gather(
  lines: readonly Line[],
  values: Float64Array,
  add: (place: number, n: number) => void,
): void {
  const next = new Int32Array(lines.length);
  for (;;) {
    const place = nextPlace(lines, next);
    if (place === null) return;
    let n = 0;
    for (const [i, line] of lines.entries()) {
      const at = next[i] ?? 0;
      if (line.x[at] !== place.x || blocksAt(line, at) > place.blocks) continue;
      next[i] = at + 1;
      const value = line.y[at] ?? NaN;
      if (Number.isFinite(value)) values[n++] = value;
    }
    add(place.x, n);
  }
}

type Columns = [Float64Array, Float64Array, Float64Array, Float64Array];

/** The least x that is left and the least number of blocks there; null: nothing is left. */
function nextPlace(
  lines: readonly Line[],
  next: Int32Array,
): { readonly x: number; readonly blocks: number } | null {
  let [x, blocks] = [Infinity, Infinity];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const at = next[i] ?? 0;
    const own = line?.x[at];
    if (line === undefined || own === undefined || !(own <= x)) continue;
    const ownBlocks = blocksAt(line, at);
    if (own < x) [x, blocks] = [own, Infinity];
    if (ownBlocks < blocks) blocks = ownBlocks;
  }
  return x === Infinity ? null : { x, blocks };
}

const blocksAt = (line: Line, at: number) => line.blocks?.[at] ?? NaN;

/** Of three runs and more t·s/√n around the mean; where only two of them have a value none is known. */
function interval(
  values: Float64Array,
  n: number,
  quantile: number,
  most: number,
): [mean: number, low: number, high: number] {
  let [sum, least, greatest] = [0, Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const v = values[i] ?? NaN;
    sum += v;
    if (v < least) least = v;
    if (v > greatest) greatest = v;
  }
  const mean = sum / n;
  if (most < 3) return [mean, least, greatest];
  if (n < 3) return [mean, NaN, NaN];
  let squares = 0;
  for (let i = 0; i < n; i++) squares += ((values[i] ?? NaN) - mean) ** 2;
  const half = quantile * Math.sqrt(squares / (n - 1) / n);
  return [mean, mean - half, mean + half];
}

function readAtPixels(
  lines: readonly Line[],
  range: readonly [number, number] | undefined,
  width: number,
): Line[] {
  const drawn = lines.filter(line => line.x.length > 0);
  if (drawn.length === 0) return [];
  const from = range?.[0] ?? Math.min(...drawn.map(line => line.x[0] ?? 0));
  const to = range?.[1] ?? Math.max(...drawn.map(line => line.x.at(-1) ?? 0));
  const points = Math.max(2, Number.isFinite(width) ? Math.floor(width) : manyPlaces);
  const x = Float64Array.from(
    { length: points },
    (_, i) => from + ((to - from) * i) / (points - 1),
  );
  return lines.map(line => ({ x, y: readAt(line, x) }));
}

/** The line at each of these x, which ascend. */
function readAt(line: Line, x: Float64Array): Float64Array {
  let behind = 0;
  const { length } = line.x;
  return x.map(at => {
    while (behind < length && (line.x[behind] ?? 0) < at) behind += 1;
    const [right, rightY] = [line.x[behind] ?? NaN, line.y[behind] ?? NaN];
    if (behind >= length) return NaN;
    if (right === at) return rightY;
    if (behind === 0) return NaN;
    const [left, leftY] = [line.x[behind - 1] ?? NaN, line.y[behind - 1] ?? NaN];
    return leftY + ((rightY - leftY) * (at - left)) / (right - left);
  });
}
