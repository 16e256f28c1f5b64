import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';

/** Convolution with 'same' padding; `weight` is [k, k, in, out]. */
export function conv(x: Tensor, weight: Tensor, stride: number): Tensor {
  return tf.conv2d(x as Tensor4D, weight as Tensor4D, stride, 'same');
}
