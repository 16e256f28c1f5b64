import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './custom.ts';

/** [batch, height, width, channels] to [batch, channels]. */
export function plainGlobalAveragePool(x: Tensor): Tensor {
  return meanOfMaps(x);
}

/** The same; its gradient is one broadcast instead of a product with ones and a division. */
export function fusedGlobalAveragePool(x: Tensor): Tensor {
  const [batch = 0, height = 1, width = 1, channels = 0] = x.shape;
  return withGradient([x], () => ({
    value: meanOfMaps(x),
    gradient: dy => {
      const share = tf.reshape(tf.mul(dy, 1 / (height * width)), [batch, 1, 1, channels]);
      return [tf.tile(share, [1, height, width, 1])];
    },
  }));
}

/** One row after another where a map is so large that adding up all of it loses digits. */
function meanOfMaps(x: Tensor): Tensor {
  const pixels = (x.shape[1] ?? 1) * (x.shape[2] ?? 1);
  return pixels > 256 ? tf.mean(tf.mean(x, 2), 1) : tf.mean(x, [1, 2]);
}
