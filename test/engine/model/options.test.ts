import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  forward,
  initialise,
  lossAndGradients,
  maskInputs,
  maskValues,
  type ForwardOptions,
} from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import type { NetworkValue } from '../../../src/language/index.ts';
import { blockParameters, type NetworkPlan } from '../../../src/network/index.ts';
import { hostBatch, relativeError, tensorsOf, tiny } from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Logits of a network as it is initialised, for images times a factor. */
function logits(
  plan: NetworkPlan,
  factor = 1,
  options: Partial<ForwardOptions> = {},
): Float32Array {
  return tf.tidy(() => {
    const { images } = hostBatch(plan, 2);
    const x = tf.mul(tf.tensor(images, [2, ...plan.input]), factor);
    const state = tensorsOf(initialise(plan, 3));
    const result = forward(plan, plainOps, state, x, { training: false, ...options });
    return result.logits.dataSync() as Float32Array;
  });
}

/** The path of the shortcuts alone. */
function skips(plan: NetworkPlan): Float32Array {
  return logits(plan, 1, { gates: tf.zeros([plan.blocks.length]) });
}

describe('residuals that start at zero leave the path of the shortcuts', () => {
  it.each<[string, string, Partial<NetworkValue>]>([
    ['ReZero', 'resnet', { scale: { per: 'block', initial: 0 } }],
    ['LayerScale', 'resnet', { scale: { per: 'channel', initial: 0 } }],
    ['zero-last behind a convolution', 'resnet', { init: { kind: 'zero-last' } }],
    ['zero-last behind a norm', 'resnet-v1', { init: { kind: 'zero-last' } }],
  ])('%s', (_, preset, change) => {
    const plan = tiny(preset, change);
    const found = logits(plan);
    expect(found).toEqual(skips(plan));
    expect(found).not.toEqual(logits(tiny(preset)));
  });

  it('with Fixup the logits too', () => {
    const plan = tiny('resnet', { init: { kind: 'fixup' }, norm: 'none' });
    expect(new Set(logits(plan))).toEqual(new Set([0]));
  });
});

describe('Fixup', () => {
  it('shrinks the other weights by L^(-1/2) for two convolutions: 0.136083 for 54 blocks', () => {
    const plan = tiny('resnet', { norm: 'none' }, { blocks: 18 });
    const values = (init: NetworkValue['init']) =>
      initialise({ ...plan, init }, 1)['stage1.block1.conv1.weight']?.values[0] ?? NaN;
    expect(values({ kind: 'fixup' }) / values({ kind: 'he' })).toBeCloseTo(0.136083, 6);
  });
});

describe('looks-linear', () => {
  it.each<[string, Partial<NetworkValue>]>([
    ['resnet', { norm: 'none' }],
    ['plain', { norm: 'none' }],
    ['resnet', {}],
  ])('makes %s an odd function, as a linear one is', (preset, change) => {
    const plan = tiny(preset, { ...change, init: { kind: 'looks-linear' } });
    const plus = logits(plan);
    const minus = logits(plan, -1);
    expect(
      relativeError(
        minus.map(v => -v),
        plus,
      ),
    ).toBeLessThan(1e-5);
    const double = logits(plan, 2);
    expect(
      relativeError(
        double.map(v => v / 2),
        plus,
      ),
    ).toBeLessThan(1e-5);
  });
});

describe('stochastic depth', () => {
  const plan = tiny('resnet', { survival: 0.5, skipsDropped: true }, { blocks: 2 });

  it('multiplies residuals by their probability under evaluation', () => {
    const gates = tf.tensor1d(plan.blocks.map((_, l) => 1 - ((l + 1) / 6) * 0.5));
    const always = tiny('resnet', {}, { blocks: 2 });
    expect(relativeError(logits(plan), logits(always, 1, { gates }))).toBeLessThan(1e-6);
  });

  it('runs no branch that a step drops, and leaves its running statistics and weights alone', () => {
    const gates = [1, 0, 1, 0, 0, 1];
    const dropped = plan.blocks.filter((_, l) => gates[l] === 0).flatMap(blockParameters);
    const isDropped = (name: string) => dropped.some(p => p.name === name);
    const clean = initialise(plan, 3);
    const poisoned = Object.fromEntries(
      Object.entries(clean).map(([name, tensor]) => [
        name,
        isDropped(name) && !/mean|variance/.test(name)
          ? { ...tensor, values: tensor.values.map(() => NaN) }
          : tensor,
      ]),
    );
    const pass = (values: typeof clean, survival: boolean) =>
      tf.tidy(() => {
        const { images, labels } = hostBatch(plan, 2);
        const x = tf.tensor(images, [2, ...plan.input]);
        const y = tf.tensor1d(labels, 'int32');
        const options = survival
          ? { masks: { depth_gates: tf.tensor1d(gates) } }
          : { gates: tf.tensor1d(gates) };
        const network = survival ? plan : tiny('resnet', {}, { blocks: 2 });
        const all = { training: true, norms: true, ...options };
        const found = lossAndGradients(network, plainOps, tensorsOf(values), x, y, all);
        const read = (tensors: Record<string, tf.Tensor>) =>
          Object.fromEntries(Object.entries(tensors).map(([n, t]) => [n, [...t.dataSync()]]));
        return {
          loss: found.loss.dataSync()[0],
          gradients: read(found.gradients),
          statistics: read(found.statistics),
          residual: [...found.norms!.residual.dataSync()],
        };
      });
    // Residuals times their gates, in a network without stochastic depth, are what it stands for.
    const [skipped, multiplied] = [pass(poisoned, true), pass(clean, false)];
    expect(skipped.loss).toBe(multiplied.loss);
    expect(skipped.residual).toEqual(multiplied.residual);
    expect(skipped.residual.map(norm => norm > 0)).toEqual(gates.map(gate => gate === 1));
    for (const [name, gradient] of Object.entries(skipped.gradients))
      expect(gradient, name).toEqual(
        isDropped(name) ? gradient.map(() => 0) : multiplied.gradients[name],
      );
    for (const [name, statistic] of Object.entries(skipped.statistics))
      expect(statistic, name).toEqual(
        isDropped(name) ? [...(clean[name]?.values ?? [])] : multiplied.statistics[name],
      );
    expect(dropped.length).toBeGreaterThan(20);
  });

  it('keeps block l of L in 1 - (l/L)(1 - P) of the steps', () => {
    const kept = plan.blocks.map(() => 0);
    for (let step = 0; step < 2000; step++)
      maskValues(plan, 1, 7, step)['depth_gates']?.forEach(
        (gate, l) => (kept[l] = (kept[l] ?? 0) + gate),
      );
    kept.forEach((n, l) => expect(n / 2000).toBeCloseTo(1 - ((l + 1) / 6) * 0.5, 1));
    expect(maskInputs(plan, 1)['depth_gates']?.shape).toEqual([6]);
    expect(maskValues(plan, 1, 7, 5)).toEqual(maskValues(plan, 1, 7, 5));
  });
});
