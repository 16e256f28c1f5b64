import * as tf from '@tensorflow/tfjs';

/** One computation, compared with the same written out in plain JavaScript. */
export interface Check {
  readonly name: string;
  /** Largest deviation over the largest magnitude of the result. */
  readonly relativeError: number;
  readonly ok: boolean;
}

/** Float32 without TensorFloat-32 stays well below; TensorFloat-32 alone would be at 5e-4. */
const TOLERANCE = 1e-4;

/** A small computation with every kind of kernel that training leans on. */
export function proveBackend(): readonly Check[] {
  const checks: Check[] = [];
  tf.tidy(() => {
    checks.push(matMul(), ...convolution(), batchNorm());
  });
  return checks;
}

function compare(name: string, got: tf.Tensor, want: Float64Array): Check {
  const values = got.dataSync();
  let error = values.length === want.length ? 0 : Infinity;
  let scale = 1e-6;
  want.forEach((w, i) => {
    error = Math.max(error, Math.abs((values[i] ?? NaN) - w));
    scale = Math.max(scale, Math.abs(w));
  });
  const relativeError = error / scale;
  return { name, relativeError, ok: relativeError < TOLERANCE };
}

/** Values in [-0.5, 0.5] without a pattern that a wrong layout would keep. */
function wave(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + length) * 0.5);
}

function matMul(): Check {
  const n = 64;
  const [a, b] = [wave(n * n), wave(n * n).reverse()];
  const want = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++)
        want[i * n + j] = at(want, i * n + j) + at(a, i * n + k) * at(b, k * n + j);
  return compare('matMul', tf.matMul(tf.tensor2d(a, [n, n]), tf.tensor2d(b, [n, n])), want);
}

function convolution(): readonly Check[] {
  const [batch, size, from, to] = [2, 9, 4, 5];
  const x = wave(batch * size * size * from);
  const kernel = wave(9 * from * to);
  const y = new Float64Array(batch * size * size * to);
  const gradient = new Float64Array(kernel.length);
  for (let position = 0; position < batch * size * size; position++)
    for (let tap = 0; tap < 9; tap++) {
      const row = (Math.floor(position / size) % size) + Math.floor(tap / 3) - 1;
      const column = (position % size) + (tap % 3) - 1;
      if (row < 0 || column < 0 || row >= size || column >= size) continue;
      const n = Math.floor(position / (size * size));
      for (let c = 0; c < from; c++)
        for (let o = 0; o < to; o++) {
          const value = at(x, ((n * size + row) * size + column) * from + c);
          const k = (tap * from + c) * to + o;
          y[position * to + o] = at(y, position * to + o) + value * at(kernel, k);
          gradient[k] = at(gradient, k) + value;
        }
    }
  const input = tf.tensor4d(x, [batch, size, size, from]);
  const filter = tf.tensor4d(kernel, [3, 3, from, to]);
  const convolve = (f: tf.Tensor) => tf.conv2d(input, f as tf.Tensor4D, 1, 'same');
  return [
    compare('conv2d', convolve(filter), y),
    compare('conv2d filter gradient', tf.grad(f => tf.sum(convolve(f)))(filter), gradient),
  ];
}

function batchNorm(): Check {
  const [rows, channels, epsilon] = [128, 3, 1e-5];
  const x = wave(rows * channels);
  const want = new Float64Array(x.length);
  for (let c = 0; c < channels; c++) {
    const column = Array.from({ length: rows }, (_, i) => at(x, i * channels + c));
    const mean = column.reduce((sum, v) => sum + v, 0) / rows;
    const variance = column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows;
    column.forEach((v, i) => {
      want[i * channels + c] = (v - mean) / Math.sqrt(variance + epsilon);
    });
  }
  const input = tf.tensor4d(x, [8, 4, 4, channels]);
  const { mean, variance } = tf.moments(input, [0, 1, 2]);
  const got = tf.batchNorm(input, mean, variance, undefined, undefined, epsilon);
  return compare('batch norm', got, want);
}

function at(values: Float32Array | Float64Array, i: number): number {
  return values[i] ?? NaN;
}
