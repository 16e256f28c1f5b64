import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { forward } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import { growState, parameterProvenance } from '../../../src/engine/train/growth.ts';
import { createOptimizer } from '../../../src/engine/train/optimizer.ts';
import { emptySlots, initialWeights, type HostState } from '../../../src/engine/train/state.ts';
import type { NetworkValue } from '../../../src/language/index.ts';
import { growNetwork, planNetwork, type NetworkPlan } from '../../../src/network/index.ts';
import { tinyNetwork } from './support.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function stages(blocks: number): NetworkValue {
  const network = tinyNetwork();
  return { ...network, stages: network.stages.map(s => ({ ...s, blocks })) };
}

// Block-provenance lists of facts 1.7, blocks counted from 1.
describe('provenance of parameters', () => {
  it.each([
    [2, [1, 2, 2, 2]],
    [3, [1, 2, 2, 2, 3, 3]],
  ])('stages of %i blocks copy blocks %j', (blocks, expected) => {
    const network = stages(blocks);
    const origin = parameterProvenance(planNetwork(network), planNetwork(growNetwork(network)));
    for (const stage of [1, 2]) {
      for (const part of ['conv1.weight', 'norm2.gamma', 'norm1.mean']) {
        const from = expected.map((_, i) => origin.get(`stage${stage}.block${i + 1}.${part}`));
        expect(from).toEqual(expected.map(j => `stage${stage}.block${j}.${part}`));
      }
    }
    for (const name of ['stem.conv.weight', 'dense.bias']) expect(origin.get(name)).toBe(name);
  });
});

it('zeroes momentum, or copies it like the weights', () => {
  const network = stages(2);
  const [old, grown] = [planNetwork(network), planNetwork(growNetwork(network))];
  const sgd = createOptimizer({
    kind: 'sgd',
    momentum: 0.9,
    nesterov: false,
    decay: 0,
    decayOn: 'all',
  });
  const slots = Object.fromEntries(
    Object.entries(emptySlots(old, sgd)).map(([name, t], i) => [
      name,
      { ...t, values: new Float32Array(t.values.length).fill(i + 1) },
    ]),
  );
  const state = { ...initialWeights(old, 1), ...slots };
  const empty = emptySlots(grown, sgd);
  const origin = parameterProvenance(old, grown);
  const name = 'optimizer.momentum.stage2.block4.conv2.weight';
  const zero = growState(state, empty, origin, 'zero');
  expect(zero[name]?.values.every(v => v === 0)).toBe(true);
  const copied = growState(state, empty, origin, 'copy');
  expect(copied[name]).toEqual(slots['optimizer.momentum.stage2.block2.conv2.weight']);
  expect(Object.keys(copied).sort()).toEqual(Object.keys(zero).sort());
  expect(Object.keys(zero)).toHaveLength(origin.size + Object.keys(empty).length);
});

// Facts 1.7: with F(y) = Ay, interpolating changes the output by exactly (h/2)²A²y.
it('changes the state after a linear block by (h/2)²A²y', () => {
  const h = 0.8;
  const network: NetworkValue = {
    ...tinyNetwork(),
    stages: [{ blocks: 2, filters: 4, stride: 1 }],
    block: { layers: [{ layer: 'conv', kernel: 1, divide: 1 }], after: [] },
    norm: 'none',
    step: h,
  };
  const a = [0.3, -0.2, 0.1, 0.5, 0.2, 0.1, -0.4, 0.3, -0.1, 0.6, 0.2, -0.3, 0.4, 0.1, 0.2, -0.5];
  const old = planNetwork(network);
  const grown = planNetwork(growNetwork(network));
  const state: HostState = {
    ...initialWeights(old, 1),
    ...Object.fromEntries(
      [1, 2].map(b => [
        `stage1.block${b}.conv1.weight`,
        { dtype: 'float32' as const, shape: [1, 1, 4, 4], values: Float32Array.from(a) },
      ]),
    ),
  };
  const origin = parameterProvenance(old, grown);
  tf.tidy(() => {
    const before = states(old, state);
    const after = states(grown, growState(state, {}, origin, 'zero'));
    const y = tf.reshape<tf.Rank.R2>(before[0] as tf.Tensor, [-1, 4]);
    const matrix = tf.tensor2d(a, [4, 4]);
    const expected = tf.mul(tf.matMul(tf.matMul(y, matrix), matrix), (h / 2) ** 2);
    const found = tf.reshape(tf.sub(after[2] as tf.Tensor, before[1] as tf.Tensor), [-1, 4]);
    expect(grown.blocks.map(b => b.step)).toEqual([0.4, 0.4, 0.4, 0.4]);
    const size = tf.max(tf.abs(expected)).dataSync()[0] ?? 0;
    expect(size).toBeGreaterThan(1e-3);
    expect(tf.max(tf.abs(tf.sub(found, expected))).dataSync()[0]).toBeLessThan(1e-5 * (1 + size));
  });
});

/** x_0 .. x_L of the network for one fixed image. */
function states(plan: NetworkPlan, state: HostState): tf.Tensor[] {
  const seen: tf.Tensor[] = [];
  const tensors = Object.fromEntries(
    Object.entries(state).map(([n, t]) => [n, tf.tensor(t.values, [...t.shape])]),
  );
  const images = tf.linspace(-1, 1, 16).reshape([1, 4, 4, 1]);
  const probe = {
    state: (index: number, x: tf.Tensor) => (seen[index] = x),
    residual: (_: number, f: tf.Tensor) => f,
  };
  forward(plan, plainOps, tensors, images, { training: true, probe });
  return seen;
}
