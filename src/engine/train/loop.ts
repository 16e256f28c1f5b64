import { UserError } from '../../base/index.ts';
import { isDue } from './course.ts';
import { evaluateIfDue } from './evaluation.ts';
import { event, tellRestart } from './events.ts';
import { growIfDue } from './growthPhase.ts';
import { epochText, stepOnce } from './phases.ts';
import type { TrainEnding, TrainRecord } from './records.ts';
import {
  beginTraining,
  checkpoint,
  isUnsaved,
  reopen,
  startingState,
  turn,
  type Training,
  type TrainOptions,
} from './training.ts';

/**
 * Trains, and yields what happens; returns how it ended. Prints and writes nothing. The event loop
 * gets a turn after each step, and a stop request is looked at there. Between two steps the order is
 * evaluation, checkpoint, growth; a checkpoint holds the network before the growth that is due.
 * Throws a UserError for a recipe that cannot run.
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainRecord, TrainEnding> {
  const training = beginTraining(options);
  const { course } = training;
  refuseSingleBlocks(options);
  try {
    const state = startingState(training);
    const { start } = options;
    if (start.kind === 'resume') yield event(training, 'resume', { text: start.run });
    // Compiling takes long; what was asked before need not wait for it.
    if (options.stopRequested()) {
      if (isUnsaved(training)) yield checkpoint(training, state);
      return yield* stopped(training);
    }
    yield* reopen(training, state);
    let epochStart = now(training);
    for (;;) {
      const improved = yield* evaluateIfDue(training);
      const done = training.counters.step >= course.steps;
      const stopping = !done && options.stopRequested();
      if ((done || stopping || isSaveDue(training, improved)) && isUnsaved(training)) {
        yield checkpoint(training);
      }
      if (done) return { ending: 'finished', step: training.counters.step };
      if (stopping || !(yield* growIfDue(training))) return yield* stopped(training);
      yield* tellRestart(training);
      const failure = yield* stepOnce(training);
      if (failure) return failure;
      if (training.counters.step % course.stepsPerEpoch === 0) {
        yield { kind: 'message', text: epochText(training, epochStart) };
        epochStart = now(training);
      }
      await turn();
    }
  } finally {
    training.level?.dispose();
  }
}

/** It was asked to stop; what it came to is saved. */
function* stopped(training: Training): Generator<TrainRecord, TrainEnding> {
  yield event(training, 'early stop');
  return { ending: 'stopped', step: training.counters.step };
}

function isSaveDue({ options, course, counters }: Training, improved: boolean): boolean {
  const { every, best } = options.recipe.checkpoints;
  return (improved && best) || isDue(course, every, counters.step);
}

function now({ elapsed, options }: Training): { seconds: number; waitedMs: number } {
  return { seconds: elapsed(), waitedMs: options.data.training.waitedMs };
}

function refuseSingleBlocks({ network, recipe }: TrainOptions): void {
  const stage = network.stages.findIndex(s => s.blocks < 2);
  if (recipe.grow === null || recipe.grow.at.length === 0 || stage === -1) return;
  throw new UserError(
    'grow.single-block',
    `The network cannot grow: stage ${stage + 1} has one block, and new blocks copy the second ` +
      "one of their stage. Give every stage at least 2 blocks, or leave 'grow' out.",
  );
}
