import type { Variant } from '../base/index.ts';
import { knownDataSets, type Shape } from '../language/index.ts';

/** What is known of a data set; null: not known without reading it. */
export interface WorldDataSet {
  readonly shape: Shape | null;
  readonly classes: number | null;
  readonly train: number | null;
  readonly test: number | null;
}

export interface WorldRun {
  readonly id: string;
  readonly digest: string;
  readonly variant: Variant;
  readonly finished: boolean;
  /** Whether the data that it read are those that a new run would read now. */
  readonly hasDataOfNow?: boolean;
}

/** Facts from outside the text. What is absent is not known, and nothing is said about it. */
export interface World {
  /** The public data sets. */
  readonly dataSets?: ReadonlyMap<string, WorldDataSet>;
  /** Names of folders in the data folders: sets of one's own. */
  readonly ownSets?: ReadonlySet<string>;
  readonly runs?: readonly WorldRun[];
  /** Memory of the device that will train. */
  readonly deviceMemoryBytes?: number;
}

/** The public data sets and nothing else. */
export const knownWorld: World = { dataSets: knownDataSets, ownSets: new Set() };

/** The public data sets; which sets of one's own there are is not known. */
export const publicWorld: World = { dataSets: knownDataSets };
