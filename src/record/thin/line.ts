import { firstWhere } from '../../base/index.ts';

/** Points of a line by x (ascending) and y; NaN in y is a gap. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly length: number;
}

/**
 * Indices of the points to draw in `width` pixel columns between `from` and `to`: of each column the
 * smallest and the largest, of all the first and the last, one for each gap that the columns show,
 * and the nearest point on either side of the range, towards which the line leaves the picture.
 * A gap within one column is not seen and left out. An infinite width leaves out none. Ascending; O(points in the range).
 */
export function thinLine(points: Points, from: number, to: number, width: number): Int32Array {
  const { y } = points;
  const [first, behind] = rangeOf(points, from, to);
  if (width === Infinity) {
    const [start, end] = [Math.max(0, first - 1), Math.min(points.length, behind + 1)];
    return Int32Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
  }
  const columns = Math.max(1, Math.floor(width));
  const scale = to > from ? columns / (to - from) : 0;
  const kept = new Kept(behind - first + 2);
  if (first > 0) kept.add(first - 1);
  let [at, low, high, gap] = [-1, -1, -1, -1];
  const flush = () => {
    kept.addBoth(low, high);
    low = high = -1;
  };
  kept.add(first < behind ? first : -1);
  for (let i = first; i < behind; i++) {
    const value = y[i] ?? NaN;
    if (Number.isNaN(value)) {
      if (gap < 0) gap = i;
      continue;
    }
    const column = Math.min(columns - 1, Math.floor(((points.x[i] ?? 0) - from) * scale));
    if (column !== at) {
      flush();
      if (gap >= 0) kept.add(gap);
      at = column;
    }
    gap = -1;
    if (low < 0 || value < (y[low] ?? 0)) low = i;
    if (high < 0 || value > (y[high] ?? 0)) high = i;
  }
  flush();
  if (gap >= 0) kept.add(gap);
  kept.add(behind - 1 >= first ? behind - 1 : -1);
  if (behind < points.length) kept.add(behind);
  return kept.indices();
}

/** [first, behind the last) of the points from `from` to `to`, both included. */
export function rangeOf({ x, length }: Points, from: number, to: number): [number, number] {
  return [firstWhere(length, i => (x[i] ?? 0) >= from), firstWhere(length, i => (x[i] ?? 0) > to)];
}

/** Ascending indices, each once. */
class Kept {
  #indices: Int32Array;
  #length = 0;

  constructor(most: number) {
    this.#indices = new Int32Array(Math.min(most, 1024));
  }

  addBoth(a: number, b: number): void {
    this.add(Math.min(a, b));
    this.add(Math.max(a, b));
  }

  /** Indices below 0, and those not behind the last one, are none. */
  add(index: number): void {
    if (index < 0 || (this.#length > 0 && index <= (this.#indices[this.#length - 1] ?? -1))) return;
    if (this.#length === this.#indices.length) {
      const larger = new Int32Array(2 * this.#length + 16);
      larger.set(this.#indices);
      this.#indices = larger;
    }
    this.#indices[this.#length++] = index;
  }

  indices(): Int32Array {
    return this.#indices.slice(0, this.#length);
  }
}
