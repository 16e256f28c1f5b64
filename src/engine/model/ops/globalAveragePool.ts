import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** [batch, height, width, channels] to [batch, channels]. */
export function plainGlobalAveragePool(x: Tensor): Tensor {
  return tf.mean(x, [1, 2]);
}
