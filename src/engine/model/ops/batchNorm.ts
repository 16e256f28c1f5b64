import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

export interface Normalised {
  readonly y: Tensor;
  /** [channels] */
  readonly mean: Tensor;
  /** [channels], unbiased (n / (n - 1)), as running statistics take it */
  readonly variance: Tensor;
}

/** Batch normalisation with the batch's statistics (Ioffe and Szegedy 2015, algorithm 1). */
export function plainBatchNormTraining(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  epsilon: number,
): Normalised {
  const mean = tf.mean(x, [0, 1, 2]);
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), [0, 1, 2]);
  const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)));
  const n = x.size / (x.shape[3] ?? 1);
  return {
    y: tf.add(tf.mul(centred, scale), beta),
    mean,
    variance: tf.mul(variance, n / Math.max(1, n - 1)),
  };
}

/** Batch normalisation with given statistics: an affine map per channel. */
export function plainBatchNormInference(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  mean: Tensor,
  variance: Tensor,
  epsilon: number,
): Tensor {
  const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)));
  return tf.add(tf.mul(x, scale), tf.sub(beta, tf.mul(mean, scale)));
}
