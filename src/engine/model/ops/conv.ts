import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { type Pads, padsOf } from '../../../language/index.ts';

/**
 * Convolution of `x` with `pads` zeros around it; `weight` is [k, k, in, out].
 *
 * TensorFlow's CPU kernel for the filter gradient of a 1x1 convolution with a stride writes outside of
 * its memory for some shapes (2.21 with oneDNN; x [25, 28, 28, 8] to 16 filters with stride 2, or
 * [1, 14, 12, 1] to 16). So the pixels that a 1x1 kernel looks at are taken first, on every engine.
 */
export function conv(x: Tensor, weight: Tensor, stride: number, pads: Pads): Tensor {
  const isSampled = weight.shape[0] === 1 && stride > 1;
  const seen = isSampled ? tf.avgPool(x as Tensor4D, 1, stride, 'same') : (x as Tensor4D);
  const step = isSampled ? 1 : stride;
  return tf.conv2d(seen, weight as Tensor4D, step, paddingOf(seen, weight, step, pads));
}

/** 'same' where the zeros are those of 'same': the runtimes have the fastest kernels for it. */
function paddingOf(
  x: Tensor,
  weight: Tensor,
  stride: number,
  pads: Pads,
): Parameters<typeof tf.conv2d>[3] {
  const [, height = 0, width = 0] = x.shape;
  const same = padsOf('same', [height, width], weight.shape[0] ?? 1, stride);
  if (same.join() === pads.join()) return 'same';
  const [top, bottom, left, right] = pads;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
