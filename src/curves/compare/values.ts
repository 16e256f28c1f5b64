import { firstWhere } from '../../base/index.ts';
import { failureOf } from '../events.ts';
import { hasBegun } from '../groups.ts';
import { lineOf, type Line } from '../line.ts';
import { placesOf } from '../place.ts';
import type { Split, TrainedRun } from '../types.ts';
import { workBySteps } from '../work.ts';
import { isGood, type Metric, type Question } from './question.ts';

/** What a run has where runs are compared. */
export interface RunValue {
  readonly run: TrainedRun;
  /** NaN: it has none there. */
  readonly value: number;
  readonly step: number;
  readonly epoch: number;
  readonly seconds: number;
  /** Multiply-adds of all updates up to there. */
  readonly work: number;
  /** The best value anywhere. */
  readonly best: number;
}

/** Rounding of epochs to 32 bits must not lose the row that stands there. */
const nearly = 1 + 1e-6;

/**
 * The value of each run at the place that the question names. A place along an axis that a run has not come to gives none. Values of
 * `train` are means over the batches of the epoch before.
 */
export function valuesOf(runs: readonly TrainedRun[], question: Question): RunValue[] {
  const shared = question.at === 'end' ? sharedEnd(runs, question) : null;
  return runs.map(run => valueOf(run, question, shared));
}

/** While a run goes on: how far along the axis all have come that have not failed. Null: all have ended. */
export function sharedEnd(
  runs: readonly TrainedRun[],
  { by, on, metric }: Question,
): number | null {
  const open = runs.filter(run => hasBegun(run));
  if (!open.some(run => run.isLive)) return null;
  const ends = open
    .filter(run => run.isLive || run.standing?.life.state === 'finished')
    .map(run => placesOf(run, run.metrics[splitOf(metric, on)], by).at(-1) ?? -Infinity);
  return Math.min(...ends);
}

/** The rows that a quantity is read from. */
export function splitOf(metric: Metric, on: Split): Split {
  return metric === 'seconds' || metric === 'work' ? 'train' : on;
}

function valueOf(run: TrainedRun, question: Question, shared: number | null): RunValue {
  const { metric, on, at } = question;
  // What it had before it failed is no end.
  if (typeof at !== 'number' && failureOf(run) !== undefined)
    return { ...factsAt(run, on, -1), value: NaN, best: NaN };
  const quality = qualityLine(
    run,
    metric === 'loss' || metric === 'error' ? metric : 'accuracy',
    on,
  );
  const isCost = metric === 'seconds' || metric === 'work';
  const best = bestIndex(quality, isGood(metric) || isCost);
  if (isCost && at !== 'best') {
    const index = indexAt(run, 'train', question, shared);
    const facts = factsAt(run, 'train', index);
    return { ...facts, value: facts[metric], best: NaN };
  }
  const index = at === 'best' ? best : indexAt(run, on, question, shared, quality);
  const facts = factsAt(run, on, index);
  if (isCost) return { ...facts, value: facts[metric], best: NaN };
  return { ...facts, value: quality.y[index] ?? NaN, best: quality.y[best] ?? NaN };
}

/** By rows of the split; of training the running mean over an epoch. */
function qualityLine(run: TrainedRun, quantity: 'accuracy' | 'error' | 'loss', on: Split): Line {
  // Whole steps tell the rows of an epoch exactly; epochs are rounded.
  const { stepsPerEpoch } = run;
  const axis = stepsPerEpoch === null ? 'epoch' : 'step';
  const line = lineOf(run, { quantity, split: on, smooth: null }, axis);
  return on === 'train' ? overEpoch(line, stepsPerEpoch ?? 1) : line;
}

/**
 * At each point the mean of the values of the epoch that ends there. Sums are only added to: a value of 10³⁰ that goes out of the
 * window must not leave its rounding behind.
 */
function overEpoch({ x, y }: Line, length: number): Line {
  const means = new Float64Array(y.length);
  const value = (i: number) => (Number.isFinite(y[i]) ? (y[i] ?? 0) : 0);
  // The sum of a window is that from its start to `middle`, and of what came since.
  const sums = new Float64Array(y.length + 1);
  let [from, middle, since, n] = [0, 0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    since += value(i);
    if (Number.isFinite(y[i])) n += 1;
    for (; (x[from] ?? 0) <= (x[i] ?? 0) - length; from++) if (Number.isFinite(y[from])) n -= 1;
    if (from >= middle) {
      sums[i + 1] = 0;
      for (let j = i; j >= from; j--) sums[j] = (sums[j + 1] ?? 0) + value(j);
      [middle, since] = [i + 1, 0];
    }
    means[i] = Number.isFinite(y[i]) ? ((sums[from] ?? 0) + since) / n : NaN;
  }
  return { x, y: means };
}

/** The row at the place: the last with a value up to it; -1: none, or the run has not come there. */
function indexAt(
  run: TrainedRun,
  split: Split,
  { at, by }: Question,
  shared: number | null,
  line?: Line,
): number {
  const places = placesOf(run, run.metrics[split], by);
  const place = typeof at === 'number' ? at : shared;
  let index = places.length - 1;
  if (place !== null) {
    if (!(furthest(run, by) * nearly >= place)) return -1;
    index = firstWhere(places.length, i => (places[i] ?? 0) > place * nearly) - 1;
  }
  const known = line?.y ?? places;
  while (index >= 0 && !Number.isFinite(known[index])) index -= 1;
  return index;
}

function furthest(run: TrainedRun, by: Question['by']): number {
  const ends = Object.values(run.metrics).map(
    table => placesOf(run, table, by).at(-1) ?? -Infinity,
  );
  return Math.max(...ends);
}

function bestIndex({ y }: Line, isGreatest: boolean): number {
  let best = -1;
  for (let i = 0; i < y.length; i++) {
    const value = y[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const old = y[best] ?? NaN;
    if (best < 0 || (isGreatest ? value > old : value < old)) best = i;
  }
  return best;
}

function factsAt(run: TrainedRun, split: Split, index: number) {
  const { step, epoch, seconds } = run.metrics[split].columns;
  const at = step[index] ?? NaN;
  return {
    run,
    step: at,
    epoch: epoch[index] ?? NaN,
    seconds: seconds[index] ?? NaN,
    work: index < 0 ? NaN : (workBySteps(run, Float64Array.of(at))[0] ?? NaN),
  };
}

/** What it took until the accuracy was first there; NaN: it never was. */
export function reachOf(run: TrainedRun, on: Split, accuracy: number) {
  const { y } = qualityLine(run, 'accuracy', on);
  return factsAt(
    run,
    on,
    y.findIndex(value => value >= accuracy),
  );
}
