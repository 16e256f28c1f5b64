import type { NetworkValue, TrainValue } from '../language/index.ts';

/** Ends something; a second call changes nothing. */
export interface Closable {
  close(): void;
}

/** What a train cell plans. */
export interface Recipe {
  readonly value: TrainValue;
  /** That it trains; null where it has errors or is not there. */
  readonly network: NetworkValue | null;
  /** Full batches of its training set; null where the set's size is not known. */
  readonly stepsPerEpoch: number | null;
}
