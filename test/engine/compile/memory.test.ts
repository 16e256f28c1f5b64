import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { compiledProgram, type ProgramDefinition } from '../../../src/engine/compile/index.ts';
import { missing } from './runtime.ts';

const MiB = 2 ** 20;

/** A chain of convolutions whose activations, kept for the gradient, are what needs memory. */
function network(layers: number, batch: number): ProgramDefinition {
  const state: Record<string, tf.Tensor> = {};
  for (let i = 0; i < layers; i++) {
    state[`w${i}`] = tf.randomNormal([3, 3, 16, 16], 0, 0.1, 'float32', i);
  }
  const names = Object.keys(state);
  return {
    state,
    functions: {
      train: {
        inputs: { x: { shape: [batch, 32, 32, 16], dtype: 'float32' } },
        run: (weights, inputs) => {
          const x = inputs['x'] as tf.Tensor4D;
          const loss = (...w: tf.Tensor[]) =>
            tf.mean(
              w.reduce<tf.Tensor4D>(
                (y, w) => tf.relu(tf.conv2d(y, w as tf.Tensor4D, 1, 'same')),
                x,
              ),
            );
          const values = names.map(name => weights[name] ?? x);
          const { value, grads } = tf.valueAndGrads(loss)(values);
          const step = (w: tf.Tensor, i: number) => tf.sub(w, tf.mul(0.1, grads[i] ?? w));
          return {
            outputs: { loss: value },
            update: Object.fromEntries(names.map((name, i) => [name, step(values[i] ?? x, i)])),
            when: tf.isFinite(value),
          };
        },
      },
    },
  };
}

describe(`memory of compiled programs${missing}`, () => {
  it.skipIf(missing)('tracing needs next to none of what training needs', () => {
    const peak = () => process.resourceUsage().maxRSS / 1024;
    const start = peak();
    const program = compiledProgram(network(20, 64));
    const traced = peak() - start;
    tf.tidy(() => {
      program.call('train', { x: tf.randomNormal([64, 32, 32, 16]) }, ['loss']);
    });
    const trained = peak() - start;
    program.dispose();
    // 20 activations of 4 MiB at least; the promise is 1.3 times training's peak.
    expect(trained).toBeGreaterThan(80);
    expect(traced).toBeLessThan(0.5 * trained);
  });

  it.skipIf(missing)('stays flat over 10,000 calls', () => {
    const program = compiledProgram(network(1, 1));
    const tensors = tf.memory().numTensors;
    const call = (count: number) => {
      for (let i = 0; i < count; i++) {
        const x = tf.fill([1, 32, 32, 16], i % 7);
        const outputs = program.call('train', { x }, i % 2 ? ['loss'] : []);
        tf.dispose([x, outputs]);
      }
    };
    call(1000);
    const before = process.memoryUsage().rss;
    call(10_000);
    // One leaked input per call would be 640 MiB.
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * MiB);
    expect(tf.memory().numTensors).toBe(tensors);
    program.dispose();
  });

  it.skipIf(missing)('is given back when a program ends', () => {
    const definition = network(2, 1);
    const state = { ...definition.state, large: tf.zeros([4 * MiB]) };
    const make = () => compiledProgram({ ...definition, state }).dispose();
    make();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 20; i++) make();
    // Twenty kept states would be 320 MiB.
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MiB);
  });
});
