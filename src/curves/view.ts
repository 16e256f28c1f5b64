import type { CurveAxis } from './types.ts';

/** What the reader of figures has chosen. */
export interface CurvesView {
  /** Null: what the cell says, else steps. */
  readonly axis: CurveAxis | null;
  /** Factor of the exponential mean over batches, 0 to 0.99; null: 0.9. */
  readonly smooth: number | null;
  /** CSS pixels of a plot area, in which lines are thinned; infinite: no point is left out. */
  readonly width: number;
  /** The part of x that is shown of each group of figures; absent: all. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
  /** By id of the choice: `{source: 'recorded', front: RUN}`. */
  readonly choices: Readonly<Record<string, string>>;
  /** Ids of rows of the legend that are off. */
  readonly hidden: readonly string[];
}

/** All of everything, as a terminal and an export show it. */
export const wholeView: CurvesView = {
  axis: null,
  smooth: null,
  width: Infinity,
  ranges: {},
  choices: {},
  hidden: [],
};
