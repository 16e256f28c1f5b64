import type { CurvesView } from '../curves/index.ts';
import type { BlockPlace } from '../figures/index.ts';
import type { PlannedCell } from './trainingRun.ts';
import type { ShownAs } from './world.ts';

/** What is shown, and how: of a cell, or of runs that were chosen. */
export interface Asking {
  /** `train`: a train cell. `curves`: trainings that were chosen. `comparison`: such, side by side. Else a kind of study, whose presentation shows it. */
  readonly as: string;
  /** Of the cell; empty: there is none. */
  readonly name: string;
  /** Of the cell; null: it has none, or an outdated one. */
  readonly value: unknown;
  /** Runs of the cell itself, in the order of their seeds. */
  readonly runs: readonly ShownAs[];
  /** Of a study the trainings that it is of. */
  readonly trainings: readonly ShownAs[];
  /** A train cell that never ran. */
  readonly planned: PlannedCell | null;
  readonly view: CurvesView;
  /** A recorded step; null: the newest, and follow. */
  readonly frame: number | null;
  readonly selected: BlockPlace | null;
  /** c of δ = c·log(2L)/L. */
  readonly bandFactor: number;
}
