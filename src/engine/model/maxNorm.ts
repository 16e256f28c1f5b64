import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Max-norm: the incoming weights of every unit j (last axis of [.., in, out]) are scaled down to
 * ‖w_j‖₂ ≤ c where they are longer, and left as they are elsewhere (Oyedotun et al., ICPR 2020).
 */
export function clipWeightNorm(weight: Tensor, c: number): Tensor {
  const axes = weight.shape.slice(0, -1).map((_, i) => i);
  const norm = tf.sqrt(tf.sum(tf.square(weight), axes, true));
  // max(norm, c) rather than norm: no division by zero, and exactly 1 for the shorter ones
  return tf.mul(weight, tf.div(c, tf.maximum(norm, c)));
}
