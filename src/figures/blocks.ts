/** The geometry that everything per block shares. */
export interface BlockAxis {
  /** Blocks by stage, e.g. [6, 6, 6]. */
  readonly blocks: readonly number[];
  /** Shape [height, width, channels] behind each stage. */
  readonly shapes: readonly (readonly number[])[];
}

/** A block, kept as conceptual time so that it survives growth: `place` is from 0 to below 1 within its stage. */
export interface BlockPlace {
  /** From 0. */
  readonly stage: number;
  readonly place: number;
  /** Of the block in the network in which it was pointed at: `2.4`. */
  readonly name?: string;
}
