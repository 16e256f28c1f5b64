import { formatValue } from '../base/index.ts';
import { placeText, type Axis, type NumberFormat } from '../figures/index.ts';
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

/** `step 400`, `epoch 1.25`, `67.1 s`, `2.30 × 10¹² multiply-adds`. */
export function placeWords(axis: Abscissa, x: number): string {
  if (axis === 'work') return `${formatValue(x)} ${titles.work}`;
  return placeText(titles[axis], formats[axis], x);
}

/** `95 %`, `99.9 %`. */
export function confidenceText(confidence: number): string {
  return `${Number((100 * confidence).toPrecision(6))} %`;
}

/** `by time`. */
export function axisWord(axis: Abscissa): string {
  return { step: 'step', epoch: 'epoch', seconds: 'time', work: 'work' }[axis];
}

/** From 0 to the end of what is planned or recorded. */
export function axisOf(axis: Abscissa, end: number): Axis {
  const scale = axis === 'work' ? 'linear' : 'time';
  return { title: titles[axis], scale, format: formats[axis], domain: [0, end] };
}

export const titles = {
  step: 'step',
  epoch: 'epoch',
  seconds: 'seconds',
  work: 'multiply-adds',
} as const satisfies Record<Abscissa, string>;

export const formats = {
  step: 'step',
  epoch: 'value',
  seconds: 'seconds',
  work: 'value',
} as const satisfies Record<Abscissa, NumberFormat>;
