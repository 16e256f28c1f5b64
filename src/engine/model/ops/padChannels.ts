import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Appends zero channels up to `channels` (shortcut A of He et al. 2015, section 3.3). */
export function padChannels(x: Tensor, channels: number): Tensor {
  const missing = channels - (x.shape[3] ?? 0);
  if (missing < 0) {
    throw new Error(`cannot pad ${x.shape[3]} channels to ${channels}: there are more already`);
  }
  if (missing === 0) return x;
  return tf.pad(x, [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, missing],
  ]);
}
