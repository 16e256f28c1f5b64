import type { KnownSet, Layout, Rules } from '../../../dataset/index.ts';
import type { Dataset } from '../types.ts';

export type DatasetContent = Omit<Dataset, 'name'>;

/** Height, width and channels that a network takes. */
export type Input = readonly [number, number, number];

export interface ReadOptions {
  /** The set that it must be, with its exact counts; null: any number of images. */
  readonly known?: KnownSet | null;
  /** By which rules a picture folder becomes examples. */
  readonly rules?: Rules;
  /** Pictures of another size are refused before they are decoded. */
  readonly input?: Input;
}

/** How the files of a layout are read. */
export interface DatasetFormat extends Layout {
  /**
   * Reads and checks all of it.
   *
   * @throws UserError with file, offset, what was expected and what was found.
   */
  readonly read: (folder: string, options?: ReadOptions) => Promise<DatasetContent>;
}
