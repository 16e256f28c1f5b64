import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import type { Tensors } from '../../../src/engine/compile/index.ts';
import { forward, lossAndGradients } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import type { NetworkPlan } from '../../../src/network/index.ts';
import {
  batchTensors,
  families,
  hostBatch,
  relativeError,
  restOf,
  tensorsOf,
  tiny,
  unevenValues,
} from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const length = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((a, b) => a + b * b, 0));

/** Mean over samples of each sample's L2 norm, in plain JavaScript. */
function meanLength(x: Tensor): number {
  const values = x.dataSync();
  const each = values.length / (x.shape[0] ?? 1);
  let sum = 0;
  for (let i = 0; i < values.length; i += each) sum += length(values.subarray(i, i + each));
  return sum / (x.shape[0] ?? 1);
}

/** States by running the network cut off before each block, gradients through the rest of it. */
function slowNorms(plan: NetworkPlan, state: Tensors, images: Tensor, labels: Tensor) {
  const samples = images.shape[0] ?? 1;
  const norms = { state: [] as number[], residual: [] as number[], gradient: [] as number[] };
  const states: Tensor[] = [];
  const run = (of: NetworkPlan, x: Tensor, residual?: (f: Tensor, l: number) => void) =>
    forward(of, plainOps, state, x, {
      training: true,
      probe: {
        state: (index, s) => (of === plan ? (states[index] = s) : s),
        residual: (index, f) => (residual?.(f, index), f),
      },
    }).logits;
  run(plan, images, (f, l) => (norms.residual[l] = meanLength(f)));
  states.forEach((x, l) => {
    norms.state[l] = meanLength(x);
    const rest = restOf(plan, l);
    const summed = (at: Tensor) =>
      tf.mul(plainOps.crossEntropy(run(rest, at), labels, 0), samples).asScalar();
    norms.gradient[l] = meanLength(tf.grad(summed)(x));
  });
  return norms;
}

describe('norms of blocks', () => {
  it.each(families)('of a %s network equal the slow way', (_, makePlan) => {
    tf.tidy(() => {
      const plan = makePlan({ size: 4 });
      const state = tensorsOf(unevenValues(plan));
      const { images, labels } = batchTensors(plan, hostBatch(plan, 5));
      const options = { training: true, norms: true };
      const found = lossAndGradients(plan, plainOps, state, images, labels, options).norms;
      const expected = slowNorms(plan, state, images, labels);
      for (const what of ['state', 'residual', 'gradient'] as const) {
        const values = defined(found, 'norms')[what].dataSync();
        expect(values).toHaveLength(plan.blocks.length + (what === 'residual' ? 0 : 1));
        expect(relativeError(values, expected[what])).toBeLessThan(1e-5);
      }
    });
  });

  it('under evaluation statistics are averages over samples taken alone', () => {
    tf.tidy(() => {
      const plan = tiny('resnet', {}, { size: 4 });
      const state = tensorsOf(unevenValues(plan));
      const { images, labels } = batchTensors(plan, hostBatch(plan, 4));
      const gradientOf = (x: Tensor, y: Tensor) =>
        defined(
          lossAndGradients(plan, plainOps, state, x, y, { training: false, norms: true }).norms,
          'norms',
        ).gradient;
      const alone = [0, 1, 2, 3].map(i =>
        gradientOf(tf.gather(images, [i]), tf.gather(labels, [i])),
      );
      const together = gradientOf(images, labels);
      expect(
        relativeError(together.dataSync(), tf.mean(tf.stack(alone), 0).dataSync()),
      ).toBeLessThan(1e-5);
    });
  });

  it('do not change across identity blocks whose residual is zero', () => {
    tf.tidy(() => {
      const plan = tiny('resnet', {}, { blocks: 3, size: 4 });
      const state = Object.fromEntries(
        Object.entries(tensorsOf(unevenValues(plan))).map(([name, t]) => [
          name,
          name.endsWith('conv2.weight') ? tf.zerosLike(t) : t,
        ]),
      );
      const { images, labels } = batchTensors(plan, hostBatch(plan, 4));
      const { norms } = lossAndGradients(plan, plainOps, state, images, labels, {
        training: true,
        norms: true,
      });
      const gradient = defined(norms, 'norms').gradient.dataSync();
      plan.blocks.forEach((block, l) => {
        if (block.shortcut.kind === 'identity') expect(gradient[l]).toBe(gradient[l + 1]);
      });
      expect([...defined(norms, 'norms').residual.dataSync()]).toEqual(plan.blocks.map(() => 0));
    });
  });
});
