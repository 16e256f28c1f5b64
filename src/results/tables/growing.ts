/** Numbers that are only added to; the array behind them doubles when it is full. */
export class Growing<T extends Float64Array | Float32Array | Int32Array> {
  readonly #make: (length: number) => T;
  #array: T;
  #length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#array = make(0);
  }

  get length(): number {
    return this.#length;
  }

  /** What is there now; valid until the next addition. */
  get values(): T {
    return this.#array.subarray(0, this.#length) as T;
  }

  push(value: number): void {
    if (this.#length === this.#array.length) this.#grow(this.#length + 1);
    this.#array[this.#length++] = value;
  }

  append(values: ArrayLike<number>): void {
    const length = this.#length + values.length;
    if (length > this.#array.length) this.#grow(length);
    this.#array.set(values, this.#length);
    this.#length = length;
  }

  #grow(length: number): void {
    const larger = this.#make(Math.max(64, length, 2 * this.#array.length));
    larger.set(this.values);
    this.#array = larger;
  }
}

export const doubles = (): Growing<Float64Array> => new Growing(n => new Float64Array(n));
export const floats = (): Growing<Float32Array> => new Growing(n => new Float32Array(n));
export const integers = (): Growing<Int32Array> => new Growing(n => new Int32Array(n));
