import { limitsOf } from './limits.ts';
import { middleOf } from './middle.ts';

/** The values that an axis covers, gathered from marks. Only finite ones count, on a log axis positive ones. */
export class Covered {
  /** Values count above and below these. */
  readonly #above: number;
  readonly #below: number;
  #low = Infinity;
  #high = -Infinity;

  constructor(isLog: boolean) {
    [this.#above, this.#below] = limitsOf(isLog);
  }

  /** Null: nothing. */
  get extent(): readonly [number, number] | null {
    return this.#low > this.#high ? null : [this.#low, this.#high];
  }

  add(value: number): void {
    this.addAll([value]);
  }

  addAll(values: ArrayLike<number>): void {
    const [above, below] = [this.#above, this.#below];
    let [low, high] = [this.#low, this.#high];
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      if (!(value > above && value < below)) continue;
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
      if (value > this.#above && value < this.#below) used[count++] = value;
    }
    this.addAll(middleOf(used.subarray(0, count)) ?? []);
  }
}
