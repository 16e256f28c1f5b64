import { leadingParent } from '../record/index.ts';
import type { Run } from '../store/index.ts';
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

/** `World.studiesOf` of these runs, which are in the order of their making. */
export function studiesAmong(
  runs: readonly Run[],
  parts: readonly string[],
  kind: string,
): string[] {
  const found = runs.flatMap(run => {
    const parent = run.request.kind === kind ? leadingParent(run.request) : null;
    const part = parent === null ? -1 : parts.indexOf(parent.run);
    const isWhole = run.life === 'alive' || run.ending?.ending === 'finished';
    return part < 0 ? [] : [{ id: run.id, part, whole: isWhole ? 1 : 0 }];
  });
  // One that was stopped has a part of its blocks only, and one of an earlier part is of another state of the network,
  // but better than none.
  return found
    .reverse()
    .sort((a, b) => b.whole - a.whole || b.part - a.part)
    .map(({ id }) => id);
}
