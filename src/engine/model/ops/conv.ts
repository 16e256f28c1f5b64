import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';

/** Convolution with 'same' padding; `weight` is [k, k, in, out]. */
export function conv(x: Tensor, weight: Tensor, stride: number): Tensor {
  return tf.conv2d(x as Tensor4D, weight as Tensor4D, stride, 'same');
}

/**
 * The same for TensorFlow. Its CPU kernel for the filter gradient of a 1x1 convolution with a stride
 * writes outside of its memory for some shapes (2.21 with oneDNN; x [25, 28, 28, 8] to 16 filters
 * with stride 2 crashes). So the pixels that a 1x1 kernel looks at are taken first.
 */
export function fusedConv(x: Tensor, weight: Tensor, stride: number): Tensor {
  if (weight.shape[0] !== 1 || stride === 1) return conv(x, weight, stride);
  return conv(tf.avgPool(x as Tensor4D, 1, stride, 'same'), weight, 1);
}
