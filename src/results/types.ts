import type { UserError } from '../base/index.ts';
import type { NetworkValue, TrainValue } from '../language/index.ts';
import type { Run } from '../store/index.ts';

/** Ends something; a second call changes nothing. */
export interface Closable {
  close(): void;
}

/**
 * Follows a run's folder and tells, in a later turn, how it is, and again whenever that changed, until it has an ending
 * (told too) or the watch is closed: `watchRun` of the store, or a list of runs that looks at all of them at once.
 */
export type WatchRun = (
  folder: string,
  options: {
    /** The folder went or became unreadable; watching ends with it. */
    readonly onProblem?: (problem: UserError) => void;
  },
  onChange: (run: Run) => void,
) => Closable;

/** What a train cell plans. */
export interface Recipe {
  readonly value: TrainValue;
  /** That it trains; null where it has errors or is not there. */
  readonly network: NetworkValue | null;
  /** Full batches of its training set; null where the set's size is not known. */
  readonly stepsPerEpoch: number | null;
}
