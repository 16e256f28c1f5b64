import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { blockOf } from '../../../base/index.ts';
import { input, replaceKernel } from '../kernels.ts';

/** Most numbers that one float32 accumulator takes up. */
const BLOCK = 32;

/**
 * The wasm backend adds any number of values into one float32 accumulator, which loses a digit for
 * each tenfold of them: the norm of 4 million gradients is off by 4e-3. Here blocks are added, then
 * their sums, and so on.
 */
export function registerSums(): void {
  replaceKernel('wasm', 'Sum', (args, original) => {
    const x = input(args, 'x');
    const { axis, keepDims } = args.attrs as unknown as Reduction;
    const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
    if (x.dtype !== 'float32' || sizeAlong(x, axes) <= BLOCK) return original(args);
    return tf.tidy(() => stagedSum(x, axes, keepDims ?? false));
  });
  replaceKernel('wasm', 'Mean', (args, original) => {
    const x = input(args, 'x');
    const { axis, keepDims } = args.attrs as unknown as Reduction;
    const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
    const count = sizeAlong(x, axes);
    if (count <= BLOCK) return original(args);
    return tf.tidy(() => tf.div(tf.sum(tf.cast(x, 'float32'), axes, keepDims ?? false), count));
  });
}

interface Reduction {
  readonly axis?: number | number[] | null;
  readonly keepDims?: boolean;
}

function stagedSum(x: Tensor, axes: readonly number[], keepDims: boolean): Tensor {
  const kept = x.shape.map((_, i) => i).filter(i => !axes.includes(i));
  const rows = kept.reduce((product, i) => product * (x.shape[i] ?? 1), 1);
  const isInnermost = axes.every(i => i >= kept.length);
  const inner = isInnermost ? x : tf.transpose(x, [...kept, ...axes]);
  const sums = sumRows(tf.reshape(inner, [rows, sizeAlong(x, axes)]));
  const shape = x.shape.flatMap((d, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [d]));
  return tf.reshape(sums, shape);
}

/** [rows, n] to [rows]. */
function sumRows(x: Tensor): Tensor {
  const [rows = 0, n = 0] = x.shape;
  if (n <= BLOCK) return tf.sum(x, 1);
  const block = blockOf(n, BLOCK);
  const rest = n % block;
  const whole = rest === 0 ? x : tf.slice(x, [0, 0], [rows, n - rest]);
  const blocks = tf.sum(tf.reshape(whole, [(rows * (n - rest)) / block, block]), 1);
  const sums = sumRows(tf.reshape(blocks, [rows, (n - rest) / block]));
  return rest === 0 ? sums : tf.add(sums, tf.sum(tf.slice(x, [0, n - rest], [rows, rest]), 1));
}

function sizeAlong(x: Tensor, axes: readonly number[]): number {
  return axes.reduce((product, i) => product * (x.shape[i] ?? 1), 1);
}
