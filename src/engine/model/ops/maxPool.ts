import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Pads } from '../../../language/index.ts';

/** The smallest number of float32, which no value of a map is below. */
const least = -3.4028234663852886e38;

/**
 * The largest value of each kernel x kernel window, as the maximum of the map moved by every place of the
 * window: every backend differentiates that. Of equal values the first has the gradient, as in PyTorch.
 */
export function plainMaxPool(x: Tensor, kernel: number, stride: number, pads: Pads): Tensor {
  const padded = pad(x, pads);
  const [batch = 0, height = 0, width = 0, channels = 0] = padded.shape;
  const sides = [height, width].map(n => Math.floor((n - kernel) / stride) * stride + 1);
  const [rows = 1, columns = 1] = sides;
  let largest: Tensor | undefined;
  for (let i = 0; i < kernel; i++)
    for (let j = 0; j < kernel; j++) {
      const moved = tf.slice(padded, [0, i, j, 0], [batch, rows, columns, channels]);
      const seen = stride === 1 ? moved : tf.avgPool(moved as Tensor4D, 1, stride, 'valid');
      largest = largest === undefined ? seen : tf.maximum(largest, seen);
    }
  return largest ?? x;
}

/** By MaxPool and MaxPoolGrad, which pad only as 'SAME' does. */
export function fusedMaxPool(x: Tensor, kernel: number, stride: number, pads: Pads): Tensor {
  return tf.maxPool(pad(x, pads) as Tensor4D, kernel, stride, 'valid');
}

function pad(x: Tensor, [top, bottom, left, right]: Pads): Tensor {
  if (top + bottom + left + right === 0) return x;
  return tf.pad(
    x,
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    least,
  );
}
