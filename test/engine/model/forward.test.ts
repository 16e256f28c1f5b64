import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import type { Tensors } from '../../../src/engine/compile/index.ts';
import {
  forward,
  initialise,
  lossAndGradients,
  parameters,
  type BlockProbe,
} from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import { planNetwork, presetNetwork, type NetworkPlan } from '../../../src/network/index.ts';
import {
  batchTensors,
  families,
  hostBatch,
  relativeError,
  tensorsOf,
  tiny,
  unevenValues,
} from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function logitsOf(plan: NetworkPlan, state: Tensors, images: Tensor, gates?: number[]) {
  const gate = gates && tf.tensor1d(gates);
  return forward(plan, plainOps, state, images, { training: false, gates: gate }).logits;
}

describe.each(families)('a %s network', (_, makePlan) => {
  const plan = makePlan();

  it('has the shapes of its plan', () => {
    tf.tidy(() => {
      const seen: number[][] = [];
      const residuals: number[][] = [];
      const probe: BlockProbe = {
        state: (index, x) => ((seen[index] = x.shape), x),
        residual: (index, f) => ((residuals[index] = f.shape), f),
      };
      const { images } = batchTensors(plan, hostBatch(plan, 2));
      const state = tensorsOf(unevenValues(plan));
      const result = forward(plan, plainOps, state, images, { training: true, probe });
      expect(seen).toEqual([
        ...plan.blocks.map(b => [2, ...b.in]),
        [2, ...defined(plan.blocks.at(-1), 'last block').out],
      ]);
      expect(residuals).toEqual(plan.blocks.map(b => [2, ...b.out]));
      expect(result.logits.shape).toEqual([2, plan.classes]);
      const running = parameters(plan).filter(p => p.role === 'mean' || p.role === 'variance');
      expect(Object.keys(result.statistics).sort()).toEqual(running.map(p => p.name).sort());
    });
  });

  it('is not changed by gates of one', () => {
    tf.tidy(() => {
      const state = tensorsOf(unevenValues(plan));
      const { images } = batchTensors(plan, hostBatch(plan, 2));
      const open = logitsOf(
        plan,
        state,
        images,
        plan.blocks.map(() => 1),
      );
      const plainly = logitsOf(plan, state, images);
      expect(relativeError(open.dataSync(), plainly.dataSync())).toBeLessThan(1e-6);
    });
  });

  it('leaves no tensors behind', () => {
    const state = tensorsOf(initialise(plan, 1));
    const { images, labels } = batchTensors(plan, hostBatch(plan, 2));
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      lossAndGradients(plan, plainOps, state, images, labels, { training: true, norms: true });
    });
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([state, images, labels]);
  });
});

describe('gates', () => {
  it('of zero leave only the skip path', () => {
    tf.tidy(() => {
      const plan = tiny('resnet', {}, { blocks: 2 });
      const state = tensorsOf(unevenValues(plan));
      const { images } = batchTensors(plan, hostBatch(plan, 2));
      const skips = { ...plan, blocks: plan.blocks.filter(b => b.shortcut.kind !== 'identity') };
      const gated = logitsOf(
        plan,
        state,
        images,
        plan.blocks.map(b => (b.shortcut.kind === 'identity' ? 0 : 1)),
      );
      expect(gated.dataSync()).toEqual(logitsOf(skips, state, images).dataSync());
    });
  });

  it('of zero at one block equal a zero last convolution there', () => {
    const plan = tiny('resnet', {}, { blocks: 2 });
    plan.blocks.forEach((block, l) => {
      tf.tidy(() => {
        const state = tensorsOf(unevenValues(plan));
        const { images } = batchTensors(plan, hostBatch(plan, 2));
        const last = defined(
          block.branch.findLast(layer => layer.layer === 'conv'),
          'last convolution',
        );
        const name = last.weight.name;
        const zeroed = { ...state, [name]: tf.zerosLike(defined(state[name], name)) };
        const gates = plan.blocks.map((_, i) => (i === l ? 0 : 1));
        expect(logitsOf(plan, state, images, gates).dataSync()).toEqual(
          logitsOf(plan, zeroed, images).dataSync(),
        );
      });
    });
  });

  it('of zero take a block of a plain network out of the chain', () => {
    tf.tidy(() => {
      const plan = tiny('plain', {}, { blocks: 2 });
      const state = tensorsOf(unevenValues(plan));
      const { images } = batchTensors(plan, hostBatch(plan, 2));
      const without = { ...plan, blocks: plan.blocks.filter((_, i) => i !== 1) };
      const gated = logitsOf(plan, state, images, [1, 0, 1, 1, 1, 1]);
      expect(gated.dataSync()).toEqual(logitsOf(without, state, images).dataSync());
    });
  });
});

describe('the step h', () => {
  it('is what the last convolution would carry in a pre-activation network', () => {
    tf.tidy(() => {
      const halved = tiny('resnet', { step: 0.5 });
      const plan = tiny('resnet');
      const state = tensorsOf(unevenValues(plan));
      const { images } = batchTensors(plan, hostBatch(plan, 2));
      const folded = Object.fromEntries(
        Object.entries(state).map(([name, t]) => [
          name,
          /block1\.conv2\.weight$/.test(name) ? tf.mul(t, 0.5) : t,
        ]),
      );
      const difference = relativeError(
        logitsOf(halved, state, images).dataSync(),
        logitsOf(plan, folded, images).dataSync(),
      );
      expect(difference).toBeLessThan(1e-6);
    });
  });
});

describe('dropout', () => {
  const value = presetNetwork({ preset: 'wide', depth: 10, width: 1, input: [8, 8, 3] });
  const layers = [...value.block.layers];
  layers.splice(3, 0, { layer: 'dropout', rate: 0.5 });
  const plan = planNetwork({ ...value, block: { ...value.block, layers } });
  const names = ['stage1.block1.dropout1', 'stage2.block1.dropout1', 'stage3.block1.dropout1'];

  it('multiplies by its mask in training and does nothing in evaluation', () => {
    tf.tidy(() => {
      const state = tensorsOf(unevenValues(plan));
      const { images } = batchTensors(plan, hostBatch(plan, 2));
      const masks = (v: number): Tensors =>
        Object.fromEntries(names.map((n, i) => [n, tf.fill([2, 8 >> i, 8 >> i, 16 << i], v)]));
      const trained = (v: number) =>
        forward(plan, plainOps, state, images, { training: true, masks: masks(v) }).logits;
      const bare = planNetwork(value);
      const expected = forward(bare, plainOps, state, images, { training: true }).logits;
      expect(trained(1).dataSync()).toEqual(expected.dataSync());
      expect(relativeError(trained(0).dataSync(), expected.dataSync())).toBeGreaterThan(0.01);
      expect(logitsOf(plan, state, images).dataSync()).toEqual(
        logitsOf(bare, state, images).dataSync(),
      );
    });
  });
});
