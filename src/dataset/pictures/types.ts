/** A file that is read as an image of a class. */
export interface Picture {
  readonly path: string;
  /** Relative to the set, with `/` and in composed Unicode, so that it is the same on each system. */
  readonly name: string;
  /** Index of the class. */
  readonly label: number;
}

/** Files or folders of a kind that are no part of the set. */
export interface LeftOut {
  /** The folder within the set; empty: the set's own. */
  readonly place: string;
  /** `.webp`, `hidden`, or a name with the reason. */
  readonly what: string;
  readonly count: number;
}

/** What a folder of pictures counts as its classes and images, and what it passes over. */
export interface PictureFolder {
  /** In the order of the labels. */
  readonly classes: readonly string[];
  readonly train: readonly Picture[];
  readonly test: readonly Picture[];
  readonly leftOut: readonly LeftOut[];
}
