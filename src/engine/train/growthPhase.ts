import { growNetwork, planNetwork } from '../../network/index.ts';
import { growthsDue } from './course.ts';
import { evaluateNow, recordEvaluation } from './evaluation.ts';
import { growthEvent } from './events.ts';
import { growState, parameterProvenance } from './growth.ts';
import type { Evaluation, TrainRecord } from './records.ts';
import { emptySlots, type HostState } from './state.ts';
import { checkpoint, isUnsaved, levelOf, reopen, type Training } from './training.ts';

/**
 * Doubles the blocks if it is time: weights by provenance, h halved, compiled again. The network is evaluated right
 * before and right after it. False: a stop request broke that off; the network is as before then, and saved, so that
 * the resumed run repeats the growth whole.
 */
export async function* growIfDue(training: Training): AsyncGenerator<TrainRecord, boolean> {
  while (growthsDue(training.course, training.counters.step) > training.counters.growths) {
    const { network, counters } = training;
    const before = yield* evaluationOfNow(training);
    const state = levelOf(training).read();
    const after = before && (yield* grow(training, state));
    if (before === null || after === null) {
      Object.assign(training, { network, counters });
      if (isUnsaved(training)) yield checkpoint(training, state);
      return false;
    }
    yield* recordEvaluation(training, after);
    yield growthEvent(training, network, before, after);
    yield { kind: 'message', text: jumpText(before, after) };
  }
  return true;
}

/** That of the schedule where it was just done. Another one is recorded, and counts for no best checkpoint. */
async function* evaluationOfNow(
  training: Training,
): AsyncGenerator<TrainRecord, Evaluation | null> {
  const { evaluation, counters } = training;
  if (evaluation?.step === counters.step && evaluation.growths === counters.growths)
    return evaluation;
  const now = yield* evaluateNow(training);
  // Done by the run that this one goes on from: its row is there.
  const isRecorded = counters.step > 0 && counters.evaluated === counters.step;
  if (now !== null && !isRecorded) yield* recordEvaluation(training, now);
  return now;
}

async function* grow(
  training: Training,
  state: HostState,
): AsyncGenerator<TrainRecord, Evaluation | null> {
  const { options, optimizer } = training;
  const momentum = options.recipe.grow?.momentum ?? 'zero';
  const level = levelOf(training);
  const old = level.plan;
  training.network = growNetwork(training.network);
  const plan = planNetwork(training.network);
  const origin = parameterProvenance(old, plan);
  const grown = growState(state, emptySlots(plan, optimizer), origin, momentum);
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
  yield* reopen(training, grown);
  return yield* evaluateNow(training);
}

/** What the growth did to the function, for the log. */
function jumpText(before: Evaluation, after: Evaluation): string {
  const splits = after.rows.map((row, i) => {
    const [was, is] = [before.rows[i] ?? row, row].map(r => r.loss.toPrecision(4));
    return `${row.split} loss ${was} before, ${is} after`;
  });
  return `evaluated at the growth: ${splits.join('; ')}`;
}
