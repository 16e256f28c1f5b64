/** Decoded images of one split, row-major [count, height, width, channels]. */
export interface Split {
  readonly count: number;
  /** Raw pixel values: bytes 0..255, 16-bit, or real numbers as the set has them. */
  readonly images: Uint8Array | Uint16Array | Float32Array;
  /** Class of each image, from 0. */
  readonly labels: Uint8Array | Int32Array;
}

export interface Dataset {
  readonly name: string;
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
  readonly classes: readonly string[];
  readonly train: Split;
  readonly test: Split;
}

/** Examples of a split by index; the unit that subsets and batches are made of. */
export interface View {
  readonly split: Split;
  readonly indices: Int32Array;
}

/** One prepared batch: standardised, augmented, ready for the device. */
export interface Batch {
  /** [batch, height, width, channels], float32 */
  readonly images: Float32Array;
  /** [batch] */
  readonly labels: Int32Array;
}

/**
 * Training batches in a fixed order that depends only on the seed and the step, so that a resumed
 * run sees what the uninterrupted one would have seen. The last partial batch of an epoch is dropped.
 */
export interface BatchSource {
  readonly stepsPerEpoch: number;
  /** The batch of this global step (from 0). Steps are asked for in order; a jump is allowed. */
  batch(step: number): Promise<Batch>;
  /** Milliseconds that `batch` has kept its caller waiting, in total. */
  readonly waitedMs: number;
  close(): Promise<void>;
}
