import { learningRate, stepOfEpoch } from '../../theory/index.ts';
import type { NetworkValue } from '../../language/index.ts';
import type { EventKind } from '../../record/index.ts';
import type { Row } from '../../base/index.ts';
import type { Evaluation, TrainRecord } from './records.ts';
import { epochOf, type Training } from './training.ts';

/** An event of this moment, of the network as it is now. */
export function event(training: Training, kind: EventKind, values: Row = {}): TrainRecord {
  const now = stateOf(training.network);
  return {
    kind: 'event',
    row: {
      step: training.counters.step,
      epoch: epochOf(training),
      seconds: training.elapsed(),
      time: new Date().toISOString(),
      kind,
      blocks_before: now.blocks,
      blocks_after: now.blocks,
      h_before: now.h,
      h_after: now.h,
      ...values,
    },
  };
}

/** The network has just grown out of another; both were evaluated. */
export function growthEvent(
  training: Training,
  old: NetworkValue,
  before: Evaluation,
  after: Evaluation,
): TrainRecord {
  const was = stateOf(old);
  return event(training, 'growth', {
    blocks_before: was.blocks,
    h_before: was.h,
    ...ratesAround(training),
    ...testValues(before, 'before'),
    ...testValues(after, 'after'),
  });
}

/** Where the recipe itself begins a new cycle of the rate. At a growth that one tells of it. */
export function* tellRestart(training: Training): Generator<TrainRecord> {
  const { options, course, counters } = training;
  const { rate } = options.recipe;
  if (rate.kind !== 'cosine' || counters.step === 0) return;
  const isHere = (epoch: number) => stepOfEpoch(epoch, course.stepsPerEpoch) === counters.step;
  if (!rate.restarts.some(isHere) || course.growths.some(isHere)) return;
  yield event(training, 'restart', ratesAround(training));
}

function ratesAround({ options, course, counters: { step } }: Training): Row {
  const { rate } = options.recipe;
  return {
    rate_before: learningRate(rate, course, step - 1),
    rate_after: learningRate(rate, course, step),
  };
}

function testValues({ rows }: Evaluation, when: 'before' | 'after'): Row {
  const test = rows.find(row => row.split === 'test');
  return {
    [`test_loss_${when}`]: test?.loss ?? null,
    [`test_accuracy_${when}`]: test?.accuracy ?? null,
  };
}

function stateOf({ stages, step }: NetworkValue): { blocks: number; h: number } {
  return { blocks: stages.reduce((n, stage) => n + stage.blocks, 0), h: step };
}
