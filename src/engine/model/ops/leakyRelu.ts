import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** x where positive, else slope * x. */
export function plainLeakyRelu(x: Tensor, slope: number): Tensor {
  return tf.leakyRelu(x, slope);
}
