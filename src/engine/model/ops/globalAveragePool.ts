import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './custom.ts';

/** [batch, height, width, channels] to [batch, channels]. */
export function plainGlobalAveragePool(x: Tensor): Tensor {
  return tf.mean(x, [1, 2]);
}

/** The same; its gradient is one broadcast instead of a product with ones and a division. */
export function fusedGlobalAveragePool(x: Tensor): Tensor {
  const [batch = 0, height = 1, width = 1, channels = 0] = x.shape;
  return withGradient([x], () => ({
    value: tf.mean(x, [1, 2]),
    gradient: dy => {
      const share = tf.reshape(tf.mul(dy, 1 / (height * width)), [batch, 1, 1, channels]);
      return [tf.tile(share, [1, height, width, 1])];
    },
  }));
}
