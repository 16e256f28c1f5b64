import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

export function plainRelu(x: Tensor): Tensor {
  return tf.relu(x);
}
