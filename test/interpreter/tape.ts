/** Numbers of a shape, and the derivative of the loss by each; images are [batch, height, width, channels]. */
export interface Value {
  readonly shape: readonly number[];
  readonly data: Float64Array;
  /** Zero until `backward`. */
  readonly gradient: Float64Array;
}

/** What was computed, in order, so that it can be gone through backwards. */
export interface Tape {
  /** A value and how its gradient goes on to what it was made of: `back` adds to their gradients. */
  record(shape: readonly number[], data: Float64Array, back: (dy: Float64Array) => void): Value;
  /** Fills the gradients of everything before it by a loss of one number. */
  backward(loss: Value): void;
}

export function createTape(): Tape {
  const steps: (() => void)[] = [];
  return {
    record(shape, data, back) {
      const value = leaf(shape, data);
      steps.push(() => back(value.gradient));
      return value;
    },
    backward(loss) {
      loss.gradient[0] = 1;
      for (const step of steps.reverse()) step();
    },
  };
}

/** A value that nothing was made of: weights, images. */
export function leaf(shape: readonly number[], data: ArrayLike<number>): Value {
  const size = shape.reduce((a, b) => a * b, 1);
  if (data.length !== size) throw new Error(`[${shape.join()}] is not ${data.length} numbers`);
  return { shape, data: Float64Array.from(data), gradient: new Float64Array(size) };
}

/** Reads a number that is there; typed arrays are never sparse. */
export function at(data: ArrayLike<number>, index: number): number {
  const value = data[index];
  if (value === undefined) throw new Error(`no number ${index} of ${data.length}`);
  return value;
}

/** [batch, height, width, channels] of a value that is a batch of feature maps. */
export function mapShape({ shape }: Value): readonly [number, number, number, number] {
  const [b, h, w, c] = shape;
  if (
    shape.length !== 4 ||
    b === undefined ||
    h === undefined ||
    w === undefined ||
    c === undefined
  )
    throw new Error(`[${shape.join()}] is no batch of feature maps`);
  return [b, h, w, c];
}
