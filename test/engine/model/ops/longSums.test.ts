import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/index.ts';
import { createProgram } from '../../../../src/engine/compile/index.ts';
import { opsFor } from '../../../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../../../src/engine/native/index.ts';
import { globalNorm } from '../../../../src/engine/train/optimizer.ts';
import { batchNorm64 } from '../../oracle/batchNorm.ts';
import { largestError } from '../../oracle/compare.ts';
import { missing } from '../../compile/runtime.ts';

// One float32 number that takes up n values one after another loses about n/2 units of its last place
// where they are alike, so the inputs have both: noise, and a part that is constant.
function values(count: number, seed: number, mean = 1): Float32Array {
  const random = Random.of(seed, 'long sums');
  return Float32Array.from({ length: count }, (_, i) =>
    i % 5 < 2 ? mean + 0.3 : mean + random.normal(),
  );
}

const parts = ['y', 'mean', 'variance', 'dx', 'dgamma', 'dbeta'] as const;
const epsilon = 1e-5;

for (const name of ['tensorflow', 'wasm', 'cpu'] as const) {
  const skipped = name === 'tensorflow' ? missing : '';
  describe.skipIf(skipped)(`on ${name}${skipped}`, () => {
    beforeAll(async () => {
      await loadEngine(name);
    });

    const [ops, precise] = [opsFor({ name }), opsFor({ name }, 'study')];
    const shapes: [batch: number, height: number, width: number, channels: number, mean: number][] =
      [
        [100, 64, 64, 1, 1],
        [100, 32, 32, 3, 100],
        [97, 67, 13, 2, 1],
        [1, 1, 131, 1, 0],
      ];

    it.each(shapes)(
      'a study normalises a batch of %i maps of %ix%ix%i to 1e-6',
      (batch, height, width, channels, mean) => {
        const shape: [number, number, number, number] = [batch, height, width, channels];
        const size = shape.reduce((a, b) => a * b);
        const [x, dy] = [values(size, 1, mean), values(size, 2, 0)];
        const [gamma, beta] = [values(channels, 3), values(channels, 4)];
        const wanted = batchNorm64(x, gamma, beta, epsilon, dy);
        const tensors = {
          x: tf.tensor4d(x, shape),
          gamma: tf.tensor1d(gamma),
          beta: tf.tensor1d(beta),
          dy: tf.tensor4d(dy, shape),
        };
        const run = (inputs: Record<string, tf.Tensor>) => {
          const { x, gamma, beta, dy } = inputs as typeof tensors;
          const { y, mean, variance } = precise.batchNormTraining(x, gamma, beta, epsilon);
          const [dx, dgamma, dbeta] = tf.grads(
            (x, g, b) => precise.batchNormTraining(x, g, b, epsilon).y,
          )([x, gamma, beta], dy);
          return { y, mean, variance, dx: dx!, dgamma: dgamma!, dbeta: dbeta! };
        };
        for (const compiled of name === 'tensorflow' ? [false, true] : [false]) {
          const inputs = Object.fromEntries(
            Object.entries(tensors).map(
              ([n, { shape }]) => [n, { shape, dtype: 'float32' }] as const,
            ),
          );
          const functions = {
            f: { inputs, run: (_: unknown, i: Record<string, tf.Tensor>) => ({ outputs: run(i) }) },
          };
          const program = createProgram({ state: {}, functions }, { compiled });
          const found = program.call('f', tensors, parts);
          for (const part of parts) {
            // The sums of dy nearly cancel; what float32 can do is relative to what is added.
            const floor = part === 'dgamma' || part === 'dbeta' ? 0.1 * (size / channels) : 0;
            expect(largestError(found[part].dataSync(), wanted[part], floor), part).toBeLessThan(
              1e-6,
            );
          }
          tf.dispose(found);
          program.dispose();
        }
        tf.dispose(tensors);
      },
    );

    it('measures a million numbers to 1e-6', () => {
      tf.tidy(() => {
        const [batch, side, channels] = [4, 128, 16];
        const data = values(batch * side * side * channels, 5);
        const x = tf.tensor4d(data, [batch, side, side, channels]);
        const sample = data.length / batch;
        const sum = (from: number, to: number, step: number, value: (v: number) => number) => {
          let total = 0;
          for (let i = from; i < to; i += step) total += value(data[i]!);
          return total;
        };
        const norms = [0, 1, 2, 3].map(b =>
          Math.sqrt(sum(b * sample, (b + 1) * sample, 1, v => v * v)),
        );
        const means = Array.from({ length: batch * channels }, (_, i) => {
          const from = Math.floor(i / channels) * sample;
          return sum(from + (i % channels), from + sample, channels, v => v) / side ** 2;
        });
        const all = Math.sqrt(sum(0, data.length, 1, v => v * v));
        expect(largestError(ops.sampleNorms(x).dataSync(), norms)).toBeLessThan(1e-6);
        expect(largestError(ops.globalAveragePool(x).dataSync(), means)).toBeLessThan(1e-6);
        expect(largestError(globalNorm({ x }).dataSync(), [all])).toBeLessThan(1e-6);
      });
    });

    it('takes the mean loss of 20,000 examples to 1e-6', () => {
      tf.tidy(() => {
        const [count, classes] = [20_000, 3];
        const logits = values(count * classes, 6);
        const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
        let wanted = 0;
        for (let i = 0; i < count; i++) {
          const row = [...logits.subarray(i * classes, (i + 1) * classes)];
          const all = row.reduce((s, v) => s + Math.exp(v), 0);
          wanted += (Math.log(all) - row[labels[i]!]!) / count;
        }
        const loss = ops.crossEntropy(
          tf.tensor2d(logits, [count, classes]),
          tf.tensor1d(labels, 'int32'),
          0,
        );
        expect(largestError(loss.dataSync(), [wanted])).toBeLessThan(1e-6);
      });
    });
  });
}

describe('on wasm', () => {
  beforeAll(async () => {
    await loadEngine('wasm');
  });

  const cases: [shape: number[], axes: number | number[] | undefined, keep: boolean][] = [
    [[1009], 0, false],
    [[7, 1009], 1, true],
    [[1009, 7], 0, false],
    [[33, 35, 3], [0, 1], false],
    [[33, 35, 3], [0, 2], true],
    [[64, 4, 64], undefined, false],
    [[2, 3, 50_021], [-1], false],
    [[40, 0], 0, false],
  ];
  it.each(cases)('adds %j along %j', (shape, axes, keep) => {
    tf.tidy(() => {
      const size = shape.reduce((a, b) => a * b);
      const data = values(size, 7);
      const x = tf.tensor(data, shape);
      // The known answer: coordinates of each number, and a sum in double precision.
      const reduced = tf.util.parseAxisParam(axes as number[], shape);
      const kept = shape.map((_, i) => i).filter(i => !reduced.includes(i));
      const wanted = new Float64Array(kept.reduce((a, i) => a * shape[i]!, 1));
      data.forEach((v, i) => {
        const coordinates = shape.map(
          (d, k) => Math.floor(i / shape.slice(k + 1).reduce((a, b) => a * b, 1)) % d,
        );
        wanted[kept.reduce((at, k) => at * shape[k]! + coordinates[k]!, 0)]! += v;
      });
      const sum = tf.sum(x, axes, keep);
      const mean = tf.mean(x, axes, keep);
      const outShape = shape.flatMap((d, i) => (reduced.includes(i) ? (keep ? [1] : []) : [d]));
      expect([sum.shape, mean.shape]).toEqual([outShape, outShape]);
      expect(largestError(sum.dataSync(), wanted)).toBeLessThan(5e-7);
      const count = size / Math.max(1, wanted.length);
      if (size > 0)
        expect(
          largestError(
            mean.dataSync(),
            wanted.map(s => s / count),
          ),
        ).toBeLessThan(5e-7);
    });
  });

  it('adds integers exactly', () => {
    const x = tf.tensor1d(
      Int32Array.from({ length: 1000 }, (_, i) => 20_000 + i),
      'int32',
    );
    expect(tf.sum(x).dataSync()[0]).toBe(20_000 * 1000 + 499_500);
    expect(tf.sum(x).dtype).toBe('int32');
    expect(tf.mean(x).dataSync()[0]).toBeCloseTo(20_499.5, 2);
  });
});
