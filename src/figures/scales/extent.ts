import { middleOf } from './middle.ts';

/** From one end to the other must be a number, too. */
const largest = 8e307;

/** The values that an axis covers, gathered from marks. Only finite ones count, on a log axis positive ones. */
export class Covered {
  /** Values count from above this. */
  readonly #above: number;
  #low = Infinity;
  #high = -Infinity;

  constructor(isLog: boolean) {
    this.#above = isLog ? 1e-300 : -largest;
  }

  /** Null: nothing. */
  get extent(): readonly [number, number] | null {
    return this.#low > this.#high ? null : [this.#low, this.#high];
  }

  add(value: number): void {
    this.addAll([value]);
  }

  addAll(values: ArrayLike<number>): void {
    const above = this.#above;
    let [low, high] = [this.#low, this.#high];
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      if (!(value > above && value < largest)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    [this.#low, this.#high] = [low, high];
  }

  /** Without the few that would flatten the rest. */
  addMost(values: ArrayLike<number>): void {
    const used = new Float64Array(values.length);
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      if (value > this.#above && value < largest) used[count++] = value;
    }
    this.addAll(middleOf(used.subarray(0, count)) ?? []);
  }
}
