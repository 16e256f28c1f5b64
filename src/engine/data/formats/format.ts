import type { KnownSet } from '../knownSets.ts';
import type { Dataset } from '../types.ts';

/** Names of the layouts on disk. */
export type FormatName = 'cifar10' | 'cifar100' | 'stl10' | 'idx' | 'usps' | 'coil20' | 'images';

export type DatasetContent = Omit<Dataset, 'name'>;

/** One layout on disk. */
export interface DatasetFormat {
  readonly name: FormatName;
  /** One line for messages: which files make a set of this format. */
  readonly files: string;
  /** Folder that the official archive unpacks to; the set may lie in it or directly. */
  readonly subfolder: string | null;
  /** Whether a folder with these entries (files and folders, `.gz` taken off) is such a set. */
  readonly matches: (entries: ReadonlySet<string>) => boolean;
  /**
   * Reads and checks all of it.
   *
   * @param known the set that it must be, with its exact counts; null: any number of images.
   * @throws UserError with file, offset, what was expected and what was found.
   */
  readonly read: (folder: string, known: KnownSet | null) => Promise<DatasetContent>;
}
