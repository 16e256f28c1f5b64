import { Random } from '../../../base/index.ts';
import type { Batch, Split } from '../types.ts';
import { placeImage, intensityScale, standardizeInPlace, type Placement } from './prepareImage.ts';

/** All that a batch depends on, as plain data: it is sent to the loader thread as it is. */
export interface LoaderJob {
  readonly split: Split;
  readonly indices: Int32Array;
  readonly shape: readonly [number, number, number];
  readonly batch: number;
  readonly standardize: 'per-image' | 'none';
  /** Present: training batches, shuffled and augmented. Null: the view in order. */
  readonly training: {
    readonly augment: { readonly pad: number; readonly flip: boolean };
    readonly seed: number;
  } | null;
}

const unmoved: Placement = { dy: 0, dx: 0, flip: false };

/** Makes the batch of an index; the same numbers in whichever thread and order it is called. */
export function createBatchMaker(job: LoaderJob): (index: number) => Batch {
  const { split, indices, shape, batch, training } = job;
  const order = training && epochOrder(indices.length, training.seed);
  const stepsPerEpoch = Math.floor(indices.length / batch);
  const size = shape[0] * shape[1] * shape[2];
  const scale = intensityScale(split);

  return index => {
    const first = (training ? index % stepsPerEpoch : index) * batch;
    const count = Math.min(batch, indices.length - first);
    const permutation = order && order(Math.floor(index / stepsPerEpoch));
    const random = training && Random.of(training.seed, 'augment', index);
    const images = new Float32Array(count * size);
    const labels = new Int32Array(count);
    const place = { ...unmoved };
    for (let k = 0; k < count; k++) {
      const position = permutation ? (permutation[first + k] as number) : first + k;
      const example = indices[position] as number;
      if (random) draw(random, training.augment, place);
      placeImage(split.images, example * size, shape, place, images, k * size);
      if (job.standardize === 'per-image') standardizeInPlace(images, k * size, size);
      labels[k] = split.labels[example] as number;
    }
    if (job.standardize === 'none' && scale !== 1) {
      for (let i = 0; i < images.length; i++) images[i] = (images[i] as number) * scale;
    }
    return { images, labels };
  };
}

/**
 * The random part of one example: row, column, mirror, drawn in this order from the stream of the
 * step, example after example. What is switched off draws nothing.
 */
function draw(
  random: Random,
  { pad, flip }: { readonly pad: number; readonly flip: boolean },
  place: { dy: number; dx: number; flip: boolean },
): void {
  if (pad > 0) {
    place.dy = random.below(2 * pad + 1) - pad;
    place.dx = random.below(2 * pad + 1) - pad;
  }
  if (flip) place.flip = random.below(2) === 1;
}

/** The permutation of an epoch; the last one is kept, since steps come in order. */
function epochOrder(count: number, seed: number): (epoch: number) => Int32Array {
  let kept: { epoch: number; permutation: Int32Array } = {
    epoch: -1,
    permutation: new Int32Array(),
  };
  return epoch => {
    if (kept.epoch !== epoch) {
      kept = { epoch, permutation: Random.of(seed, 'order', epoch).permutation(count) };
    }
    return kept.permutation;
  };
}
