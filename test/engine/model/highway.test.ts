import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkNotebook } from '../../../src/checks/index.ts';
import { defined } from '../../../src/base/index.ts';
import { forward, initialise } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import { parseNotebook } from '../../../src/language/index.ts';
import { planNetwork, summarise, type NetworkPlan } from '../../../src/network/index.ts';
import { hostBatch, relativeError, tensorsOf } from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const text = (more: string) =>
  `network: n\ninput: [6, 6, 2]\nclasses: 3\nstages: [{blocks: 2, filters: 4}]\nnorm: none\n${more}\n`;

function planOf(more: string): NetworkPlan {
  const { cells, diagnostics } = parseNotebook(text(more));
  const value = cells[0]?.value;
  if (value?.kind !== 'network') throw new Error(diagnostics.map(d => d.message).join());
  return planNetwork(value.value);
}

function logits(plan: NetworkPlan, gates?: readonly number[]): Float32Array {
  return tf.tidy(() => {
    const x = tf.tensor(hostBatch(plan, 2).images, [2, ...plan.input]);
    const lesions = gates ? { gates: tf.tensor1d([...gates]) } : {};
    const state = tensorsOf(initialise(plan, 1));
    return forward(plan, plainOps, state, x, { training: false, ...lesions })
      .logits.dataSync()
      .slice() as Float32Array;
  });
}

describe('highway blocks', () => {
  it('carry the state where the gate is shut, and the branch where it is open', () => {
    const removed = logits(planOf('block: highway'), [0, 0]);
    expect(
      relativeError(logits(planOf('block: highway\ngate: {bias: -60}')), removed),
    ).toBeLessThan(1e-6);
    const plain = logits(planOf('block: highway\ngate: none\nshortcut: none'));
    expect(relativeError(logits(planOf('block: highway\ngate: {bias: 60}')), plain)).toBeLessThan(
      1e-5,
    );
    expect(relativeError(removed, plain)).toBeGreaterThan(0.01);
  });

  it('have a gate of the branch’s size, with biases that start below zero', () => {
    const plan = planOf('block: highway');
    const [block] = plan.blocks;
    const { weight, bias } = defined(block?.gate, 'gate').layer as {
      readonly weight: { readonly shape: readonly number[] };
      readonly bias: { readonly name: string };
    };
    expect(weight.shape).toEqual([3, 3, 4, 4]);
    expect(new Set(initialise(plan, 1)[bias.name]?.values)).toEqual(new Set([-1]));
    // H and T: nn.Conv2d(4, 4, 3) with bias each
    const summary = defined(summarise(plan).blocks[0], 'block');
    expect(summary.trainableParameters).toBe(2 * (9 * 16 + 4));
    expect(summary.macs).toBe(2 * 36 * 9 * 16);
  });

  it('stand in any list of layers, dense ones too', () => {
    const plan = planOf('block: [dense bias, tanh]\nstem: [dense]\ngate: highway');
    expect(plan.blocks.map(b => b.gate?.layer.out)).toEqual([
      [1, 1, 4],
      [1, 1, 4],
    ]);
    expect(logits(plan).every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['block: highway\nshortcut: projection', ['gate.shortcut']],
    ['block: highway\nwarp: {group: 2}', ['gate.shortcut']],
    ['block: highway\nshortcut: none', ['option.plain']],
    ['block: highway', []],
    ['block: highway\nstochastic-depth: 0.5\nstep: 0.5', []],
    ['block: preactivation\ngate: {bias: -3}', []],
  ])('say what they cannot be with: %s', (more, codes) => {
    const found = checkNotebook(text(more)).filter(d => d.severity === 'error');
    expect(found.map(d => d.code)).toEqual(codes);
  });

  it('carry a pooled and padded state where the shape changes', () => {
    expect(planOf('block: highway').blocks.map(b => b.shortcut.kind)).toEqual([
      'identity',
      'identity',
    ]);
    const { cells } = parseNotebook(
      'network: n\ninput: [8, 8, 2]\nstages: [{blocks: 1, filters: 4}, {blocks: 2, filters: 6, stride: 2}]\nblock: highway\n',
    );
    const value = cells[0]?.value;
    if (value?.kind !== 'network') throw new Error('no network');
    const wider = planNetwork(value.value);
    expect(wider.blocks[1]?.shortcut).toEqual({ kind: 'pad', stride: 2, channels: 6 });
    expect(wider.blocks[1]?.gate?.layer.out).toEqual([4, 4, 6]);
    expect(logits(wider).every(Number.isFinite)).toBe(true);
  });
});
