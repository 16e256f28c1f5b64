import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';

/**
 * The mean over stride x stride windows that do not overlap; rows and columns that fill no window
 * are left out ('valid'). As a reshape and a mean, since every backend differentiates those.
 */
export function plainAveragePool(x: Tensor, stride: number): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const rows = Math.floor(height / stride);
  const columns = Math.floor(width / stride);
  const whole =
    rows * stride === height && columns * stride === width
      ? x
      : tf.slice(x, [0, 0, 0, 0], [batch, rows * stride, columns * stride, channels]);
  return tf.mean(tf.reshape(whole, [batch, rows, stride, columns, stride, channels]), [2, 4]);
}

/** TensorFlow.js uses AvgPool and AvgPoolGrad here already. */
export function fusedAveragePool(x: Tensor, stride: number): Tensor {
  return tf.avgPool(x as Tensor4D, stride, stride, 'valid');
}
