import { endsBadly } from '../diverged.ts';
import type { TrainedRun } from '../types.ts';

/** A loss over three powers of ten or more is unreadable on a linear axis. */
const linearFactor = 1000;

/** Of runs that went well, where there are any. */
export function needsLog(runs: readonly TrainedRun[]): boolean {
  const good = runs.filter(run => run.metrics.train.rows > 0 && !endsBadly(run));
  let [low, high] = [Infinity, 0];
  for (const run of good.length > 0 ? good : runs)
    for (const v of run.metrics.train.columns.loss)
      if (v > 0 && v < Infinity) {
        if (v < low) low = v;
        if (v > high) high = v;
      }
  return high > low * linearFactor && high > 100;
}
