import type { FindRun } from './runSource.ts';

/** Runs that are there, as far as results need to know. */
export interface World {
  readonly find: FindRun;
  /** How many wait in the queue before a run; null: it does not wait there. */
  readonly aheadOf: (id: string) => number | null;
  /** Ids of the studies of this kind of a training, told by the ids of its parts; newest first. */
  readonly studiesOf: (parts: readonly string[], kind: string) => readonly string[];
}

/** How a run is named and looks among those that are shown with it. */
export interface ShownAs {
  readonly id: string;
  readonly label: string;
  readonly slot: number;
}
