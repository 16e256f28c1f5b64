import { Random, UserError } from '../../base/index.ts';
import type { Dataset, Split, View } from './types.ts';

export interface SplitOptions {
  /** Training examples held out for validation. */
  readonly validation: number;
  /** Use only so many of the remaining training examples; null: all. */
  readonly trainSubset: number | null;
  /** Use only so many test examples; null: all. */
  readonly testSubset: number | null;
  readonly seed: number;
}

/**
 * Divides a set by seed. Of one permutation of the training examples the last `validation` are held
 * out and the first `trainSubset` are used, so that a smaller subset is part of a larger one and
 * changing one number leaves the other's choice as it was. Classes are not balanced. Views keep the
 * order of the files.
 *
 * @throws UserError `data.split` if more is asked for than there is.
 */
export function splitDataset(
  dataset: Dataset,
  { validation, trainSubset, testSubset, seed }: SplitOptions,
): { train: View; validation: View | null; test: View } {
  const { train, test } = dataset;
  const left = train.count - validation;
  if (left < 1 || (trainSubset ?? 1) > left) {
    throw new UserError(
      'data.split',
      `${dataset.name} has ${train.count} training examples: expected at least ` +
        `${validation} for validation and ${trainSubset ?? 1} for training together.`,
    );
  }
  if ((testSubset ?? 1) > test.count) {
    throw new UserError(
      'data.split',
      `${dataset.name} has ${test.count} test examples, found a subset of ${testSubset ?? 1} asked for.`,
    );
  }
  const order = Random.of(seed, 'split', 'train').permutation(train.count);
  const testOrder = Random.of(seed, 'split', 'test').permutation(test.count);
  return {
    train: view(train, order.subarray(0, trainSubset ?? left)),
    validation: validation > 0 ? view(train, order.subarray(left)) : null,
    test: view(test, testOrder.subarray(0, testSubset ?? test.count)),
  };
}

function view(split: Split, indices: Int32Array): View {
  return { split, indices: indices.slice().sort() };
}
