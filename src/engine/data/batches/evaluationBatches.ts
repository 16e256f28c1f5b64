import type { BatchOptions, EvaluationSource, View } from '../types.ts';
import { openLoader } from './loader.ts';

/** The whole view in its order, standardised as for training, without augmentation. */
export function evaluationBatches(view: View, options: BatchOptions): EvaluationSource {
  const { shape, batch, standardize } = options;
  const batches = Math.ceil(view.indices.length / batch);
  const loader = openLoader(
    { ...view, shape, batch, standardize, training: null },
    {
      worker: options.worker,
      ahead: Math.min(options.ahead ?? 4, batches - 1),
      following: index => (index + 1) % batches,
    },
  );
  return {
    batches,
    tail: view.indices.length % batch,
    batch: index => loader.batch(index),
    get waitedMs() {
      return loader.waitedMs;
    },
    close: () => loader.close(),
  };
}
