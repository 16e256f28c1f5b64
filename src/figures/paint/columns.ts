/**
 * The points of a path that paint the same pixels: where there are more than four for each column of pixels between `left`
 * and `right`, the first, smallest, largest and last of each column, at its middle. Else the path itself. x ascends; NaN
 * is a gap.
 */
export function reducedPath(points: Float64Array, left: number, right: number): Float64Array {
  if (points.length / 2 <= 4 * (right - left)) return points;
  const columns = new Columns(points.length);
  for (let i = 0; i < points.length; i += 2) columns.add(points[i] ?? NaN, points[i + 1] ?? NaN);
  return columns.end();
}

class Columns {
  readonly #to: Float64Array;
  #length = 0;
  #column = NaN;
  #first = NaN;
  #low = NaN;
  #high = NaN;
  #last = NaN;
  #endsInGap = false;

  constructor(most: number) {
    this.#to = new Float64Array(most + 10);
  }

  add(x: number, y: number): void {
    if (Number.isNaN(y) || Number.isNaN(x)) {
      this.#endsInGap = true;
      return;
    }
    const column = Math.floor(x);
    if (column !== this.#column) {
      this.#flush();
      this.#column = column;
      this.#first = this.#low = this.#high = y;
    } else {
      if (y < this.#low) this.#low = y;
      if (y > this.#high) this.#high = y;
    }
    this.#last = y;
    this.#endsInGap = false;
  }

  end(): Float64Array {
    this.#flush();
    return this.#to.slice(0, this.#length);
  }

  /** Writes the column; a gap within it is not seen. */
  #flush(): void {
    if (!Number.isNaN(this.#column)) {
      const x = this.#column + 0.5;
      this.#write(x, this.#first);
      if (this.#low !== this.#first) this.#write(x, this.#low);
      if (this.#high !== this.#low) this.#write(x, this.#high);
      if (this.#last !== this.#high) this.#write(x, this.#last);
    }
    if (this.#endsInGap) this.#write(NaN, NaN);
    this.#column = NaN;
    this.#endsInGap = false;
  }

  #write(x: number, y: number): void {
    this.#to[this.#length++] = x;
    this.#to[this.#length++] = y;
  }
}
