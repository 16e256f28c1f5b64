import { failureOf } from './events.ts';
import { lastIndex, lineOf, type Line } from './line.ts';
import type { TrainedRun } from './types.ts';

/** A training that ended badly: it failed, or its loss rose and stayed. */
export interface Diverged {
  readonly how: 'failed' | 'diverged';
  /** Failed there, or ended there with such a loss. */
  readonly step: number;
  readonly loss: number;
}

/** A loss this many times as high as that of guessing, or as at the start, is no noise. */
const factor = 10;

export function divergedOf(run: TrainedRun): Diverged | null {
  const line = smoothedLoss(run);
  const at = lastIndex(line);
  const [step, loss] = [line.x[at] ?? NaN, line.y[at] ?? NaN];
  const failure = failureOf(run);
  if (failure !== undefined) return { how: 'failed', step: failure.step, loss };
  if (at < 0) return null;
  const guessing = run.classes === null ? 1 : Math.log(Math.max(2, run.classes));
  const start = line.y.find(Number.isFinite) ?? guessing;
  return loss > factor * Math.max(start, guessing) ? { how: 'diverged', step, loss } : null;
}

/** What such a run reached at its end says nothing of those that went well. */
export function endsBadly(run: TrainedRun): boolean {
  return failureOf(run) !== undefined || divergedOf(run) !== null;
}

/** Columns never change: every panel asks, at each movement of the reader. */
const known = new WeakMap<Float64Array, Line>();

function smoothedLoss(run: TrainedRun): Line {
  const { loss } = run.metrics.train.columns;
  const line =
    known.get(loss) ?? lineOf(run, { quantity: 'loss', split: 'train', smooth: 0.9 }, 'step');
  known.set(loss, line);
  return line;
}
