import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { clipWeightNorm } from '../../../src/engine/model/index.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('max-norm', () => {
  it('scales (3, 4) down to (0.6, 0.8) for c = 1 and leaves shorter units as they are', () => {
    const clipped = clipWeightNorm(
      tf.tensor2d([
        [3, 0.3],
        [4, 0.4],
      ]),
      1,
    );
    const [a, b, c, d] = clipped.dataSync();
    expect([a, c].map(v => v?.toFixed(6))).toEqual(['0.600000', '0.800000']);
    expect([b, d]).toEqual([Math.fround(0.3), Math.fround(0.4)]);
  });

  it('does not change what it has projected', () => {
    const weight = tf.randomNormal([3, 3, 8, 16], 0, 1, 'float32', 3);
    const once = clipWeightNorm(weight, 2);
    const twice = clipWeightNorm(once, 2);
    expect(tf.max(tf.abs(tf.sub(once, twice))).dataSync()[0]).toBeLessThan(1e-6);
    const norms = tf.sqrt(tf.sum(tf.square(once), [0, 1, 2])).dataSync();
    norms.forEach(n => expect(n).toBeCloseTo(2, 5)); // 72 normal numbers: all longer than 2
  });

  it('keeps a unit of zeros', () => {
    expect([...clipWeightNorm(tf.zeros([2, 2]), 1).dataSync()]).toEqual([0, 0, 0, 0]);
  });
});
