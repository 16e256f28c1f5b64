import { formatCount, formatValue } from '../base/index.ts';
import type { Axis } from '../figures/index.ts';
import type { MetricTable, TrainedRun } from './types.ts';
import { workBySteps } from './work.ts';

/** What curves can be drawn over: what is recorded, and the multiply-adds of all updates so far. */
export type Abscissa = 'step' | 'epoch' | 'seconds' | 'work';

/** x of each row of a split. */
export function placesOf(run: TrainedRun, table: MetricTable, axis: Abscissa): Float64Array {
  return axis === 'work' ? workBySteps(run, table.columns.step) : table.columns[axis];
}

/** x of the moment at which so many steps were done, as the rows of training tell. */
export function placeOfStep(run: TrainedRun, step: number, axis: Abscissa): number {
  if (axis === 'step') return step;
  if (axis === 'work') return workBySteps(run, Float64Array.of(step))[0] ?? NaN;
  if (axis === 'epoch' && run.stepsPerEpoch !== null) return step / run.stepsPerEpoch;
  const { step: steps, [axis]: x } = run.metrics.train.columns;
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    // A gap between two parts has a place and is no moment of the training.
    if ((steps[middle] ?? 0) > step) high = middle;
    else low = middle + 1;
  }
  return x[low - 1] ?? 0;
}

/** `step 400`, `epoch 1.25`, `67.1 s`. */
export function placeText(axis: Abscissa, x: number): string {
  if (axis === 'step') return `step ${formatCount(x)}`;
  if (axis === 'epoch') return `epoch ${formatValue(x)}`;
  return axis === 'seconds' ? `${formatValue(x)} s` : `${formatValue(x)} multiply-adds`;
}

/** `by time`. */
export function axisWord(axis: Abscissa): string {
  return { step: 'step', epoch: 'epoch', seconds: 'time', work: 'work' }[axis];
}

/** From 0 to the end of what is planned or recorded. */
export function axisOf(axis: Abscissa, end: number): Axis {
  return {
    title: axis === 'work' ? 'multiply-adds' : axis,
    scale: axis === 'work' ? 'linear' : 'time',
    format: axis === 'step' ? 'step' : axis === 'seconds' ? 'seconds' : 'value',
    domain: [0, end],
  };
}
