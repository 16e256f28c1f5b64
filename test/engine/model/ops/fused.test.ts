import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { fusedOps, plainOps } from '../../../../src/engine/model/ops/index.ts';
import { padsOf } from '../../../../src/language/index.ts';
import type { Ops } from '../../../../src/engine/model/types.ts';
import { missing } from '../../compile/runtime.ts';

type Case = [name: string, inputs: number[][], run: (ops: Ops, x: tf.Tensor[]) => tf.Tensor];

const image = [3, 5, 6, 4];
const none = [0, 0, 0, 0] as const;
const labels = () => tf.tensor1d([1, 0, 2], 'int32');
const statistics = () =>
  [tf.tensor1d([0.1, -0.2, 0.3, 0]), tf.tensor1d([0.5, 1, 2, 0.01])] as const;

const cases: Case[] = [
  ['relu', [image], (ops, [x]) => ops.relu(x!)],
  ['leaky relu', [image], (ops, [x]) => ops.leakyRelu(x!, 0.1)],
  ...(['tanh', 'sigmoid', 'gelu', 'silu'] as const).map((name): Case => [
    name,
    [image],
    (ops, [x]) => ops[name](x!),
  ]),
  ['conv', [image, [3, 3, 4, 2]], (ops, [x, w]) => ops.conv(x!, w!, 2, [1, 1, 1, 1])],
  ['conv 1x1', [image, [1, 1, 4, 2]], (ops, [x, w]) => ops.conv(x!, w!, 1, none)],
  ['conv 1x1 with stride 2', [image, [1, 1, 4, 2]], (ops, [x, w]) => ops.conv(x!, w!, 2, none)],
  ['conv 1x1 with stride 3', [image, [1, 1, 4, 2]], (ops, [x, w]) => ops.conv(x!, w!, 3, none)],
  ...(['y', 'mean', 'variance'] as const).map((part): Case => [
    `batch norm in training: ${part}`,
    [image, [4], [4]],
    (ops, [x, g, b]) => ops.batchNormTraining(x!, g!, b!, 1e-3)[part],
  ]),
  [
    'batch norm in inference',
    [image, [4], [4]],
    (ops, [x, g, b]) => ops.batchNormInference(x!, g!, b!, ...statistics(), 1e-3),
  ],
  ['average pool, whole windows', [[2, 4, 6, 3]], (ops, [x]) => ops.averagePool(x!, 2)],
  ['average pool, rest left out', [image], (ops, [x]) => ops.averagePool(x!, 2)],
  ['average pool by 3', [image], (ops, [x]) => ops.averagePool(x!, 3)],
  ...(
    [
      [2, 2],
      [3, 2],
      [3, 1],
      [2, 1],
      [5, 3],
    ] as const
  ).flatMap(([k, s]) =>
    (['symmetric', 'same'] as const).map((padding): Case => [
      `max pool ${k} by ${s}, ${padding}`,
      [image],
      (ops, [x]) => ops.maxPool(x!, k, s, padsOf(padding, [5, 6], k, s)),
    ]),
  ),
  ['pad channels', [image], (ops, [x]) => ops.padChannels(x!, 7)],
  ['global average pool', [image], (ops, [x]) => ops.globalAveragePool(x!)],
  ['sample norms of images', [image], (ops, [x]) => ops.sampleNorms(x!)],
  ['sample norms of features', [[3, 4]], (ops, [x]) => ops.sampleNorms(x!)],
  ['cross entropy', [[3, 4]], (ops, [x]) => ops.crossEntropy(x!, labels(), 0)],
  ['cross entropy, smoothed', [[3, 4]], (ops, [x]) => ops.crossEntropy(x!, labels(), 0.1)],
];

describe(`fused and plain ops agree in value and gradient${missing}`, () => {
  it.skipIf(missing).each(cases)('%s', (name, shapes, run) => {
    tf.tidy(() => {
      const inputs = shapes.map((shape, i) => tf.randomNormal(shape, 0, 2, 'float32', 7 + i));
      const direction = tf.randomNormal(run(plainOps, inputs).shape, 0, 1, 'float32', 99);
      const differentiable = !/mean|variance|norms/.test(name);
      const results = [fusedOps, plainOps].map(ops => {
        const value = run(ops, inputs);
        const grads = differentiable ? tf.grads((...x) => run(ops, x))(inputs, direction) : [];
        return [value, ...grads].map(t => t.dataSync());
      });
      const [fused = [], plain = []] = results;
      expect(fused.length).toBe(plain.length);
      fused.forEach((values, i) => {
        expect(largestDifference(values, plain[i]!)).toBeLessThan(2e-5);
      });
    });
  });
});

/** Relative to the largest number of the two. */
function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  const scale = Math.max(1e-6, ...Array.from(b, Math.abs));
  return Math.max(...Array.from(a, (v, i) => Math.abs(v - b[i]!))) / scale;
}

it.skipIf(missing)(`a 1x1 convolution with stride 2 keeps to its memory${missing}`, () => {
  // TensorFlow's own filter gradient crashes the process at this shape. The known answer: the
  // product of the pixels that the kernel looks at with dy.
  const x = tf.randomNormal([25, 28, 28, 8], 0, 1, 'float32', 1);
  const weight = tf.randomNormal([1, 1, 8, 16], 0, 1, 'float32', 2);
  const dy = tf.randomNormal([25, 14, 14, 16], 0, 1, 'float32', 3);
  const seen = tf.slice(
    tf.reshape(x, [25, 14, 2, 14, 2, 8]),
    [0, 0, 0, 0, 0, 0],
    [25, 14, 1, 14, 1, 8],
  );
  const want = tf.matMul(tf.reshape(seen, [-1, 8]), tf.reshape(dy, [-1, 16]), true).dataSync();
  for (let i = 0; i < 20; i++) {
    const [, dw] = tf.grads((x, w) => fusedOps.conv(x, w, 2, none))([x, weight], dy);
    const got = dw!.dataSync();
    let worst = 0;
    for (let j = 0; j < want.length; j++) worst = Math.max(worst, Math.abs(want[j]! - got[j]!));
    expect(worst).toBeLessThan(1e-3);
  }
});
