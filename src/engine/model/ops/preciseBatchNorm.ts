import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { blockOf } from '../../../base/index.ts';
import { at, released, withGradient } from './custom.ts';
import type { Normalised } from './batchNorm.ts';

/** Most numbers that one sum adds up one after another. */
const BLOCK = 64;

/**
 * Batch normalisation with the batch's statistics to the last digits of float32, forward and
 * backward, for studies. TensorFlow's own op adds all values of a channel into one float32 number and
 * loses a digit or two of a large batch's variance; here each sum is made in stages and corrected by
 * the mean of what it left. About as long again as a convolution, so trainings do without it.
 *
 * Like the op it does not differentiate `mean` and `variance`.
 */
export function preciseBatchNormTraining(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  epsilon: number,
): Normalised {
  const n = x.size / (x.shape[3] ?? 1);
  const statistics: Tensor[] = [];
  const y = withGradient([x, gamma, beta], save => {
    const near = stagedMean(x);
    const rest = stagedMean(tf.sub(x, near));
    const centred = tf.sub(tf.sub(x, near), rest);
    const variance = refinedMean(tf.square(centred));
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    save([x, near, rest, inverse, gamma]);
    // Kept, since everything that is made in here but the value is freed at its end.
    statistics.push(tf.keep(tf.add(near, rest)), tf.keep(tf.mul(variance, n / Math.max(1, n - 1))));
    return {
      value: tf.add(tf.mul(centred, tf.mul(gamma, inverse)), beta),
      gradient: (dy, saved) => gradients(dy, saved),
    };
  });
  return { y, mean: released(at(statistics, 0)), variance: released(at(statistics, 1)) };
}

/** By x, gamma and beta (Ioffe and Szegedy 2015, section 3). */
function gradients(dy: Tensor, saved: readonly Tensor[]): Tensor[] {
  const [x, near, rest, inverse, gamma] = [0, 1, 2, 3, 4].map(i => at(saved, i)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const n = x.size / (x.shape[3] ?? 1);
  const normal = tf.mul(tf.sub(tf.sub(x, near), rest), inverse);
  const meanDy = refinedMean(dy);
  const meanProduct = refinedMean(tf.mul(dy, normal));
  const dx = tf.mul(
    tf.sub(tf.sub(dy, meanDy), tf.mul(normal, meanProduct)),
    tf.mul(gamma, inverse),
  );
  return [dx, tf.mul(meanProduct, n), tf.mul(meanDy, n)];
}

/** [batch, height, width, channels] to [channels]: the mean, and the mean of what it leaves. */
function refinedMean(x: Tensor): Tensor {
  const near = stagedMean(x);
  return tf.add(near, stagedMean(tf.sub(x, near)));
}

function stagedMean(x: Tensor): Tensor {
  return tf.div(stagedSum(x), x.size / (x.shape[3] ?? 1));
}

/** The sum over all axes but the last, one axis after another. */
function stagedSum(x: Tensor): Tensor {
  return x.shape.length === 1 ? x : stagedSum(sumOverLastButOne(x));
}

/** [..., n, channels] to [..., channels]. */
function sumOverLastButOne(x: Tensor): Tensor {
  const axis = x.shape.length - 2;
  const n = x.shape[axis] ?? 1;
  if (n <= BLOCK) return tf.sum(x, axis);
  const block = blockOf(n, BLOCK);
  const rest = n % block;
  const [before, channels] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const part = (from: number, count: number): Tensor =>
    tf.slice(
      x,
      x.shape.map((_, i) => (i === axis ? from : 0)),
      [...before, count, ...channels],
    );
  const whole = rest === 0 ? x : part(0, n - rest);
  const blocks = tf.sum(
    tf.reshape(whole, [...before, (n - rest) / block, block, ...channels]),
    axis + 1,
  );
  const sums = sumOverLastButOne(blocks);
  return rest === 0 ? sums : tf.add(sums, tf.sum(part(n - rest, rest), axis));
}
