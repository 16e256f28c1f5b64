import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../../../src/engine/native/index.ts';
import { plainOps } from '../../../../src/engine/model/ops/index.ts';
import { padsOf } from '../../../../src/language/index.ts';
import { largestError } from '../../oracle/compare.ts';

describe('plain ops', () => {
  beforeAll(async () => {
    await loadEngine('cpu');
  });

  it('normalises a batch, with the unbiased variance for running statistics', () => {
    // Channel values 1, 2, 3, 6: mean 3, biased variance 3.5, unbiased 14 / 3.
    const x = tf.tensor4d([1, 2, 3, 6], [2, 1, 2, 1]);
    const { y, mean, variance } = plainOps.batchNormTraining(
      x,
      tf.tensor1d([2]),
      tf.tensor1d([1]),
      0,
    );
    expect(mean.dataSync()[0]).toBeCloseTo(3, 6);
    expect(variance.dataSync()[0]).toBeCloseTo(14 / 3, 5);
    [1, 2, 3, 6].forEach((v, i) => {
      expect(y.dataSync()[i]).toBeCloseTo(1 + (2 * (v - 3)) / Math.sqrt(3.5), 5);
    });
  });

  it('averages windows and leaves the rest out', () => {
    const x = tf.tensor4d([1, 2, 9, 3, 6, 9], [1, 2, 3, 1]);
    expect([...plainOps.averagePool(x, 2).dataSync()]).toEqual([3]);
  });

  it('appends zero channels, and refuses to remove any', () => {
    const x = tf.tensor4d([1, 2], [1, 1, 1, 2]);
    expect([...plainOps.padChannels(x, 4).dataSync()]).toEqual([1, 2, 0, 0]);
    expect(() => plainOps.padChannels(x, 1)).toThrow('there are more already');
  });

  it('measures each sample', () => {
    const x = tf.tensor4d([3, 0, 0, 4, 1, 1, 1, 1], [2, 1, 2, 2]);
    expect([...plainOps.sampleNorms(x).dataSync()]).toEqual([5, 2]);
  });

  it('computes the smoothed cross entropy', () => {
    // softmax = (1/4, 3/4); q = (0.05, 0.95) for label 1 with smoothing 0.1 and two classes.
    const logits = tf.tensor2d([[0, Math.log(3)]]);
    const loss = plainOps.crossEntropy(logits, tf.tensor1d([1], 'int32'), 0.1);
    expect(loss.dataSync()[0]).toBeCloseTo(-0.05 * Math.log(0.25) - 0.95 * Math.log(0.75), 5);
  });
});

describe.each(['same', 'symmetric'] as const)('wasm computes as cpu does: %s', padding => {
  const conv = (x: tf.Tensor, w: tf.Tensor, stride: number) => {
    const [, height = 0, width = 0] = x.shape;
    return plainOps.conv(x, w, stride, padsOf(padding, [height, width], w.shape[0], stride));
  };

  const shapes: [name: string, x: number[], filter: number[], stride: number][] = [
    ['3x3', [2, 5, 6, 3], [3, 3, 3, 4], 1],
    ['3x3 with stride 2', [2, 6, 7, 3], [3, 3, 3, 4], 2],
    ['1x1 with stride 2', [2, 5, 5, 3], [1, 1, 3, 2], 2],
    ['5x5', [1, 7, 4, 2], [5, 5, 2, 2], 1],
  ];
  it.each(shapes)('gradient of a convolution: %s', async (_, xShape, filterShape, stride) => {
    const gradients = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      await loadEngine(backend);
      const x = tf.randomNormal(xShape, 0, 1, 'float32', 1);
      const filter = tf.randomNormal(filterShape, 0, 1, 'float32', 2);
      const [dx, dw] = tf.grads((x, w) => tf.square(conv(x, w, stride)))([x, filter]);
      gradients.push([...dx!.dataSync(), ...dw!.dataSync()]);
    }
    const [cpu = [], wasm = []] = gradients;
    expect(cpu.length).toBe(wasm.length);
    const scale = Math.max(...cpu.map(Math.abs));
    cpu.forEach((v, i) => expect(Math.abs(v - wasm[i]!) / scale).toBeLessThan(1e-5));
  });

  it('convolutions whose windows leave pixels out, with padding and without', async () => {
    for (const [size, kernel, stride] of [
      [12, 2, 3],
      [12, 2, 4],
      [12, 3, 4],
      [13, 2, 5],
      [14, 3, 5],
      [10, 2, 3],
      [1, 2, 5],
      [7, 5, 8],
    ] as const) {
      const results = [];
      for (const backend of ['cpu', 'wasm'] as const) {
        await loadEngine(backend);
        const x = tf.randomNormal([2, size, size + 1, 3], 0, 1, 'float32', 1);
        const w = tf.randomNormal([kernel, kernel, 3, 2], 0, 1, 'float32', 2);
        results.push([...conv(x, w, stride).dataSync()]);
      }
      const [cpu = [], wasm = []] = results;
      expect(largestError(wasm, cpu), `${size} ${kernel} ${stride}`).toBeLessThan(1e-5);
    }
  });

  it('trains every plain op', async () => {
    const losses = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      await loadEngine(backend);
      const x = tf.randomNormal([2, 5, 6, 3], 0, 1, 'float32', 1);
      const loss = (w: tf.Tensor) => {
        const { y } = plainOps.batchNormTraining(
          plainOps.conv(x, w, 1, [1, 1, 1, 1]),
          tf.ones([4]),
          tf.zeros([4]),
          1e-3,
        );
        const pooled = plainOps.padChannels(plainOps.averagePool(plainOps.relu(y), 2), 6);
        const logits = plainOps.globalAveragePool(plainOps.leakyRelu(pooled, 0.1));
        return plainOps.crossEntropy(logits, tf.tensor1d([1, 3], 'int32'), 0.1);
      };
      const w = tf.randomNormal([3, 3, 3, 4], 0, 1, 'float32', 2);
      losses.push([...loss(w).dataSync(), ...tf.grad(loss)(w).dataSync()]);
    }
    const [cpu = [], wasm = []] = losses;
    cpu.forEach((v, i) => expect(wasm[i]).toBeCloseTo(v, 5));
  });
});
