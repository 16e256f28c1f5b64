import { Random, UserError } from '../../base/index.ts';
import type { DataValue } from '../../language/index.ts';
import {
  evaluationBatches,
  splitDataset,
  type BatchOptions,
  type Dataset,
  type EvaluationSource,
  type View,
} from '../data/index.ts';

export interface StudyExamplesOptions {
  /** How the studied run took its data. */
  readonly data: Pick<DataValue, 'validation' | 'trainSubset' | 'testSubset' | 'standardize'>;
  /** Seed of the studied run: its validation examples are the same ones here. */
  readonly seed: number;
  readonly split: 'test' | 'validation' | 'train';
  /** The first so many of a seeded shuffle; null: all. */
  readonly examples: number | null;
  readonly batch: number;
  readonly worker?: BatchOptions['worker'];
}

/**
 * Opens the examples of a study: those that the studied run trained, validated or tested on,
 * standardised as there and without augmentation.
 *
 * @throws UserError `study.split` if the run held out no validation examples.
 */
export function openStudyExamples(
  dataset: Dataset,
  { data, seed, split, examples, batch, worker }: StudyExamplesOptions,
): EvaluationSource {
  const view = splitDataset(dataset, { ...data, seed })[split];
  if (view === null) {
    throw new UserError(
      'study.split',
      'The studied run held out no validation examples; study `test` or `train`, or train with `validation`.',
    );
  }
  const chosen = examples === null ? view : firstOfShuffle(view, examples, seed);
  const { standardize } = data;
  return evaluationBatches(chosen, { shape: dataset.shape, batch, standardize, worker });
}

/** Of a study that needs none. */
export const noExamples: EvaluationSource = {
  batches: 0,
  tail: 0,
  batch: i => Promise.reject(new Error(`there is no batch ${i} of no examples`)),
  waitedMs: 0,
  close: () => Promise.resolve(),
};

function firstOfShuffle({ split, indices }: View, count: number, seed: number): View {
  const order = Random.of(seed, 'study', 'examples').permutation(indices.length);
  const chosen = order.subarray(0, count).map(i => indices[i] ?? 0);
  return { split, indices: chosen.sort() };
}
