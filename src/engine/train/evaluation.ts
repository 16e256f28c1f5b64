import { isDue } from './course.ts';
import type { Evaluation, EvaluationRow, TrainRecord } from './records.ts';
import { levelOf, progress, rowStart, turn, type Training } from './training.ts';

/**
 * Evaluates every split if it is time and not yet done. Returns whether it was the best so far.
 * A stop request breaks it off without a trace, so that the resumed run repeats it whole.
 */
export async function* evaluateIfDue(training: Training): AsyncGenerator<TrainRecord, boolean> {
  const { options, course, counters } = training;
  if (!isDue(course, options.recipe.evaluate, counters.step) || counters.evaluated >= counters.step)
    return false;
  const evaluation = yield* evaluateNow(training);
  if (evaluation === null) return false;
  const accuracy = evaluation.rows[0]?.accuracy ?? -1;
  const improved = accuracy > (counters.best?.accuracy ?? -1);
  training.counters = {
    ...counters,
    evaluated: counters.step,
    best: improved ? { step: counters.step, accuracy } : counters.best,
  };
  yield* recordEvaluation(training, evaluation);
  return improved;
}

/** Evaluates the network as it is and records nothing yet. Null: a stop request broke it off. */
export async function* evaluateNow(
  training: Training,
): AsyncGenerator<TrainRecord, Evaluation | null> {
  const { options, counters, pace } = training;
  const { data, stopRequested } = options;
  yield progress(training, 'evaluating');
  const before = performance.now();
  const rows: EvaluationRow[] = [];
  for (const { split, source } of data.evaluations) {
    const result = await levelOf(training).evaluate(source, turn, stopRequested);
    if (!result) return null;
    const nothing = { rate: null, images_per_second: null, gradient_norm: null };
    rows.push({ ...rowStart(training), ...nothing, split, ...result });
  }
  pace.evaluated(performance.now() - before);
  return { step: counters.step, growths: counters.growths, rows };
}

/** Its rows for metrics.arrows. It is the last one from now on. */
export function* recordEvaluation(
  training: Training,
  evaluation: Evaluation,
): Generator<TrainRecord> {
  for (const row of evaluation.rows) {
    training.latest[`${row.split}_loss`] = row.loss;
    training.latest[`${row.split}_accuracy`] = row.accuracy;
    yield { kind: 'metrics', row };
  }
  training.evaluation = evaluation;
  yield progress(training, 'training');
}
