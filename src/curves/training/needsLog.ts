import type { TrainedRun } from '../types.ts';

/** A loss over three powers of ten or more is unreadable on a linear axis. */
const linearFactor = 1000;

export function needsLog(runs: readonly TrainedRun[]): boolean {
  let [low, high] = [Infinity, 0];
  for (const run of runs)
    for (const v of run.metrics.train.columns.loss)
      if (v > 0 && v < Infinity) {
        if (v < low) low = v;
        if (v > high) high = v;
      }
  return high > low * linearFactor && high > 100;
}
