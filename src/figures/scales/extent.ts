import { middleOf } from './middle.ts';

/** The values that an axis covers, gathered from marks. Only finite ones count, on a log axis positive ones. */
export class Covered {
  readonly #isLog: boolean;
  #low = Infinity;
  #high = -Infinity;

  constructor(isLog: boolean) {
    this.#isLog = isLog;
  }

  /** Null: nothing. */
  get extent(): readonly [number, number] | null {
    return this.#low > this.#high ? null : [this.#low, this.#high];
  }

  add(value: number): void {
    if (!this.#isUsed(value)) return;
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  addAll(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) this.add(values[i] ?? NaN);
  }

  /** Without the few that would flatten the rest. */
  addMost(values: ArrayLike<number>): void {
    const used = Float64Array.from(values).filter(value => this.#isUsed(value));
    for (const end of middleOf(used) ?? []) this.add(end);
  }

  #isUsed(value: number): boolean {
    return value > -largest && value < largest && (!this.#isLog || value > 1e-300);
  }
}

/** From one end to the other must be a number, too. */
const largest = 8e307;
