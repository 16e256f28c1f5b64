import { UserError } from '../../../base/index.ts';
import type { BatchSource, TrainingBatchOptions, View } from '../types.ts';
import { openLoader } from './loader.ts';

/**
 * Batches of a view for training. Each epoch is a new permutation of the view; of each image a
 * random crop of the padded raw image is taken, then it is mirrored or not, then standardised (so
 * the padding takes part in mean and deviation). A batch depends on the seed, the step and the view
 * alone, not on what was asked before.
 *
 * @throws UserError `data.batch` if the view is smaller than one batch.
 */
export function trainingBatches(view: View, options: TrainingBatchOptions): BatchSource {
  const { shape, batch, standardize, augment, seed } = options;
  const stepsPerEpoch = Math.floor(view.indices.length / batch);
  if (stepsPerEpoch < 1) {
    throw new UserError(
      'data.batch',
      `A batch of ${batch} is more than the ${view.indices.length} training examples: ` +
        'use a smaller batch, or more examples.',
    );
  }
  const loader = openLoader(
    { ...view, shape, batch, standardize, training: { augment, seed } },
    { worker: options.worker, ahead: options.ahead ?? 4, following: step => step + 1 },
  );
  return {
    stepsPerEpoch,
    batch: step => loader.batch(step),
    get waitedMs() {
      return loader.waitedMs;
    },
    close: () => loader.close(),
  };
}
