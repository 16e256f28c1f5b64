import type { Row } from '../../base/index.ts';
import { growNetwork, planNetwork } from '../../network/index.ts';
import { learningRate } from '../../theory/index.ts';
import type { Batch } from '../data/index.ts';
import { growthsDue, isDue } from './course.ts';
import type { Breakdown } from './diagnose.ts';
import { growState, parameterProvenance } from './growth.ts';
import type { StepResult } from './level.ts';
import type { TrainEnding, TrainRecord } from './records.ts';
import { emptySlots } from './state.ts';
import {
  checkpoint,
  epochOf,
  levelOf,
  progress,
  reopen,
  rowStart,
  type Training,
} from './training.ts';

/** Gives the event loop a turn, so that a stop request is heard and records are written. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

/**
 * Evaluates every split if it is time and not yet done. Returns whether it was the best so far.
 * A stop request breaks it off without a trace, so that the resumed run repeats it whole.
 */
export async function* evaluateIfDue(training: Training): AsyncGenerator<TrainRecord, boolean> {
  const { options, course, counters, latest, pace } = training;
  const { data, recipe, stopRequested } = options;
  if (!isDue(course, recipe.evaluate, counters.step) || counters.evaluated >= counters.step) {
    return false;
  }
  yield progress(training, 'evaluating');
  const before = performance.now();
  const rows: (Row & { readonly accuracy: number })[] = [];
  for (const { split, source } of data.evaluations) {
    const result = await levelOf(training).evaluate(source, turn, stopRequested);
    if (!result) return false;
    latest[`${split}_loss`] = result.loss;
    latest[`${split}_accuracy`] = result.accuracy;
    const nothing = { rate: null, images_per_second: null, gradient_norm: null };
    rows.push({ ...rowStart(training), ...nothing, split, ...result });
  }
  pace.evaluated(performance.now() - before);
  for (const row of rows) yield { kind: 'metrics', row };
  const accuracy = rows[0]?.accuracy ?? -1;
  const improved = accuracy > (counters.best?.accuracy ?? -1);
  training.counters = {
    ...counters,
    evaluated: counters.step,
    best: improved ? { step: counters.step, accuracy } : counters.best,
  };
  yield progress(training, 'training');
  return improved;
}

/** Doubles the blocks if it is time: weights by provenance, h halved, compiled again. */
export function* growIfDue(training: Training): Generator<TrainRecord> {
  const { options, optimizer, course } = training;
  const momentum = options.recipe.grow?.momentum ?? 'zero';
  while (growthsDue(course, training.counters.step) > training.counters.growths) {
    const level = levelOf(training);
    const old = level.plan;
    training.network = growNetwork(training.network);
    const plan = planNetwork(training.network);
    const origin = parameterProvenance(old, plan);
    const state = growState(level.read(), emptySlots(plan, optimizer), origin, momentum);
    level.dispose();
    training.level = null;
    training.counters = {
      ...training.counters,
      growths: training.counters.growths + 1,
      updates: momentum === 'zero' ? 0 : training.counters.updates,
    };
    const h = training.network.step;
    const text = `growing from ${old.blocks.length} to ${plan.blocks.length} blocks, h = ${h}`;
    yield { kind: 'message', text };
    yield* reopen(training, state);
  }
}

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
    if (training.savedStep < step) yield checkpoint(training);
    return brokenDown(step, result, diagnose(training, batch));
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
