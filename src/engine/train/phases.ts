import type { Row } from '../../base/index.ts';
import { learningRate } from '../../theory/index.ts';
import type { Batch } from '../data/index.ts';
import type { Breakdown } from './diagnose.ts';
import { event } from './events.ts';
import type { StepResult } from './level.ts';
import type { TrainEnding, TrainRecord } from './records.ts';
import {
  checkpoint,
  epochOf,
  isUnsaved,
  levelOf,
  progress,
  rowStart,
  type Training,
} from './training.ts';

/** One optimiser step. Returns the ending if loss or gradients were not finite, else null. */
export async function* stepOnce(
  training: Training,
): AsyncGenerator<TrainRecord, TrainEnding | null> {
  const { options, course, counters, pace } = training;
  const { recipe, data } = options;
  const { step, updates } = counters;
  const before = performance.now();
  const batch = await data.training.batch(step);
  const rate = learningRate(recipe.rate, course, step);
  const norms = recipe.norms > 0 && step % recipe.norms === 0;
  const result = levelOf(training).step(batch, { step, rate, updates, norms });
  if (!result.finite) {
    if (isUnsaved(training)) yield checkpoint(training);
    const breakdown = diagnose(training, batch);
    yield event(training, 'divergence', { rate_after: rate, text: breakdown?.where ?? null });
    return brokenDown(step, result, breakdown);
  }
  pace.stepped(performance.now() - before);
  training.counters = { ...counters, step: step + 1, updates: updates + 1 };
  const values = {
    loss: result.loss,
    accuracy: result.accuracy,
    rate,
    images_per_second: imagesPerSecond(training),
    gradient_norm: result.gradientNorm,
  };
  Object.assign(training.latest, values, {
    data_wait: data.training.waitedMs / 1000 / training.elapsed(),
  });
  yield { kind: 'metrics', row: { ...rowStart(training), ...values, split: 'train' } };
  if (result.norms) {
    yield { kind: 'blocks', rows: blockRows(training.counters.step, result.norms) };
  }
  yield progress(training, 'training');
  return null;
}

/** The search computes eagerly, which a device may be too small for; the run ends the same. */
function diagnose(training: Training, batch: Batch): Breakdown | null {
  try {
    return levelOf(training).diagnose(batch, training.counters.step);
  } catch {
    return null;
  }
}

/** L+1 rows; the last one is the output of the last block, which has no residual. */
export function blockRows(step: number, norms: NonNullable<StepResult['norms']>): Row[] {
  return Array.from(norms.state, (state, block) => ({
    step,
    block,
    state,
    residual: norms.residual[block] ?? null,
    gradient: norms.gradient[block] ?? null,
    output_gradient: norms.outputGradient[block] ?? null,
  }));
}

function imagesPerSecond(training: Training): number | null {
  const now = training.elapsed();
  const last = training.lastStepAt;
  training.lastStepAt = now;
  return last === null ? null : training.options.recipe.batch / (now - last);
}

function brokenDown(step: number, result: StepResult, breakdown: Breakdown | null): TrainEnding {
  const what = Number.isFinite(result.loss)
    ? `the gradient became ${result.gradientNorm}`
    : `the loss became ${result.loss}`;
  return {
    ending: 'failed',
    code: 'train.not-finite',
    step,
    block: breakdown?.where ?? null,
    message:
      `In step ${step + 1} ${what}. ${breakdownText(breakdown)} The weights after step ${step} ` +
      "are intact and saved. Try a smaller rate, a warm-up, or 'clip'.",
  };
}

function breakdownText(breakdown: Breakdown | null): string {
  if (breakdown === null) return 'Where it began could not be found out.';
  const { where, pass } = breakdown;
  if (where === null) return 'The norm of all gradients together overflowed.';
  const direction = pass === 'forward' ? 'on the way forward' : 'on the way back';
  return `The first number that is not finite appeared in ${placeText(where)}, ${direction}.`;
}

function placeText(where: string): string {
  if (where === 'input') return 'the images themselves';
  return where === 'stem' || where === 'head' ? `the ${where}` : `block ${where}`;
}

/** How an epoch went, for the log: time, and the share of it spent waiting for data. */
export function epochText(
  training: Training,
  since: { seconds: number; waitedMs: number },
): string {
  const seconds = training.elapsed() - since.seconds;
  const waited = (training.options.data.training.waitedMs - since.waitedMs) / 1000;
  const share = ((100 * waited) / seconds).toFixed(1);
  return (
    `epoch ${epochOf(training)} took ${seconds.toFixed(1)} s, ` +
    `${waited.toFixed(2)} s (${share} %) of it waiting for data`
  );
}
