import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import {
  boolAttr,
  floatAttr,
  runOp,
  stringAttr,
  typeAttr,
  type Attribute,
} from '../../compile/index.ts';
import { at, released, withGradient } from './custom.ts';

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

/**
 * The same by TensorFlow's own op pair. `mean` and `variance` are not differentiable here: the
 * running statistics that take them are not trained.
 */
export function fusedBatchNormTraining(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  epsilon: number,
): Normalised {
  const attributes = fusedAttributes(epsilon, true);
  const statistics: Tensor[] = [];
  const y = withGradient([x, gamma, beta], save => {
    const empty = tf.tensor1d([]);
    const made = runOp('FusedBatchNormV3', [x, gamma, beta, empty, empty], attributes, 6);
    save([x, gamma, ...made.slice(3)]);
    // Kept, since everything that is made in here but the value is freed at its end.
    statistics.push(tf.keep(at(made, 1)), tf.keep(at(made, 2)));
    return {
      value: at(made, 0),
      gradient: (dy, saved) =>
        runOp('FusedBatchNormGradV3', [dy, ...saved], attributes, 5).slice(0, 3),
    };
  });
  const mean = released(at(statistics, 0));
  const variance = released(at(statistics, 1));
  return { y, mean, variance };
}

/** As an affine map per channel by one op; differentiable by everything but the statistics. */
export function fusedBatchNormInference(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  mean: Tensor,
  variance: Tensor,
  epsilon: number,
): Tensor {
  const attributes = fusedAttributes(epsilon, false);
  return withGradient([x, gamma, beta], save => {
    save([x, gamma, mean, variance]);
    return {
      value: at(runOp('FusedBatchNormV3', [x, gamma, beta, mean, variance], attributes, 6), 0),
      gradient: (dy, saved) => {
        const [x, gamma, mean] = [at(saved, 0), at(saved, 1), at(saved, 2)];
        const inverse = tf.rsqrt(tf.add(at(saved, 3), epsilon));
        return [
          tf.mul(dy, tf.mul(gamma, inverse)),
          tf.mul(tf.sum(tf.mul(dy, tf.sub(x, mean)), [0, 1, 2]), inverse),
          tf.sum(dy, [0, 1, 2]),
        ];
      },
    };
  });
}

function fusedAttributes(epsilon: number, training: boolean): Attribute[] {
  return [
    typeAttr('T', 'float32'),
    typeAttr('U', 'float32'),
    floatAttr('epsilon', epsilon),
    stringAttr('data_format', 'NHWC'),
    boolAttr('is_training', training),
  ];
}
