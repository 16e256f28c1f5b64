import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { runOp, typeAttr } from '../../compile/index.ts';
import { at, withGradient } from './custom.ts';

/** Mean over the batch of -sum(q log softmax(logits)), q as in `smoothedTargets`. */
export function plainCrossEntropy(logits: Tensor, labels: Tensor, smoothing: number): Tensor {
  const q = smoothedTargets(labels, logits.shape[1] ?? 0, smoothing);
  return tf.neg(tf.mean(tf.sum(tf.mul(q, tf.logSoftmax(logits)), 1)));
}

/** The same; TensorFlow's op computes the loss and its gradient by the logits together. */
export function fusedCrossEntropy(logits: Tensor, labels: Tensor, smoothing: number): Tensor {
  const batch = logits.shape[0] ?? 1;
  return withGradient([logits], save => {
    const [losses, gradient] = lossAndGradient(logits, labels, smoothing);
    save([gradient]);
    return {
      value: tf.mean(losses),
      gradient: (dy, saved) => [tf.mul(at(saved, 0), tf.mul(dy, 1 / batch))],
    };
  });
}

/** [batch] and [batch, classes] */
function lossAndGradient(logits: Tensor, labels: Tensor, smoothing: number): [Tensor, Tensor] {
  const T = typeAttr('T', 'float32');
  const made =
    smoothing === 0
      ? runOp(
          'SparseSoftmaxCrossEntropyWithLogits',
          [logits, labels],
          [T, typeAttr('Tlabels', 'int32')],
          2,
        )
      : runOp(
          'SoftmaxCrossEntropyWithLogits',
          [logits, smoothedTargets(labels, logits.shape[1] ?? 0, smoothing)],
          [T],
          2,
        );
  return [at(made, 0), at(made, 1)];
}

/** One-hot labels mixed with the uniform distribution (Szegedy et al. 2016, section 7). */
function smoothedTargets(labels: Tensor, classes: number, smoothing: number): Tensor {
  // In two steps, since the wasm backend's OneHot makes integers whatever is asked for.
  const oneHot = tf.cast(tf.oneHot(tf.cast(labels, 'int32'), classes), 'float32');
  return smoothing === 0 ? oneHot : tf.add(tf.mul(oneHot, 1 - smoothing), smoothing / classes);
}
