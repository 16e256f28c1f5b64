import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Mean over the batch of -sum(q log softmax(logits)), q as in `smoothedTargets`. */
export function plainCrossEntropy(logits: Tensor, labels: Tensor, smoothing: number): Tensor {
  const q = smoothedTargets(labels, logits.shape[1] ?? 0, smoothing);
  return tf.neg(tf.mean(tf.sum(tf.mul(q, tf.logSoftmax(logits)), 1)));
}

/** One-hot labels mixed with the uniform distribution (Szegedy et al. 2016, section 7). */
export function smoothedTargets(labels: Tensor, classes: number, smoothing: number): Tensor {
  const rest = smoothing / classes;
  return tf.oneHot(tf.cast(labels, 'int32'), classes, 1 - smoothing + rest, rest, 'float32');
}
