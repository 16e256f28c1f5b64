import type { KnownSet, Layout, Rules } from '../../../dataset/index.ts';
import type { Dataset } from '../types.ts';

export type DatasetContent = Omit<Dataset, 'name'>;

/** How the files of a layout are read. */
export interface DatasetFormat extends Layout {
  /**
   * Reads and checks all of it.
   *
   * @param known the set that it must be, with its exact counts; null: any number of images.
   * @param rules by which a picture folder becomes examples.
   * @throws UserError with file, offset, what was expected and what was found.
   */
  readonly read: (folder: string, known: KnownSet | null, rules?: Rules) => Promise<DatasetContent>;
}
