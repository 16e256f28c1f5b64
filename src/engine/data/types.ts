/** Decoded images of one split, row-major [count, height, width, channels]. */
export interface Split {
  readonly count: number;
  /** Raw pixel values: bytes 0..255, 16-bit, or real numbers as the set has them. */
  readonly images: Uint8Array | Uint16Array | Float32Array;
  /** Class of each image, from 0. */
  readonly labels: Uint8Array | Int32Array;
  /** Value of full intensity, e.g. 255 or 4080; without it 255, 65535 or 1 by the type of `images`. */
  readonly white?: number;
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

/** What turns raw images into batches; the same for training and evaluation. */
export interface BatchOptions {
  /** [height, width, channels] of the images. */
  readonly shape: readonly [number, number, number];
  readonly batch: number;
  /**
   * `per-image`: (x - mean) / max(std, 1/sqrt(N)) over the N raw values of an image, as
   * `tf.image.per_image_standardization`; `none`: bytes and 16-bit values divided by `white`, real
   * numbers as they are.
   */
  readonly standardize: 'per-image' | 'none';
  /** Bundle of the loader thread; false: prepare in this thread. Default: `loader.js` beside this bundle. */
  readonly worker?: string | false;
  /** Batches prepared in advance by the thread. Default 4. */
  readonly ahead?: number;
}

export interface TrainingBatchOptions extends BatchOptions {
  /** `pad`: zeros around the raw image before a random crop back to size. `flip`: left-right with probability 1/2. */
  readonly augment: { readonly pad: number; readonly flip: boolean };
  readonly seed: number;
}

/** A whole view in order: batches of one size and a smaller last one. No augmentation. */
export interface EvaluationSource {
  /** Number of batches, the smaller last one included. */
  readonly batches: number;
  /** Size of the last batch if it is smaller than the others, else 0. */
  readonly tail: number;
  /** Batch of this index (from 0); after the last one the first are prepared again. */
  batch(index: number): Promise<Batch>;
  /** Milliseconds that `batch` has kept its caller waiting, in total. */
  readonly waitedMs: number;
  close(): Promise<void>;
}

/** A file of a set, unpacked. */
export interface DataFile {
  readonly path: string;
  /** The file was gzip; offsets in messages are then those of the unpacked bytes. */
  readonly packed: boolean;
  readonly bytes: Uint8Array;
}
