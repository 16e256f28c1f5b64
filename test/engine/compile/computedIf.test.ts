import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { computedIf, createProgram, type Program } from '../../../src/engine/compile/index.ts';
import { missing } from './runtime.ts';

/** E = Σ (x + y·2), y = x·w where it is taken, else 0; y's mean is kept beside it. */
function program(compiled: boolean): Program {
  const vector = { shape: [3], dtype: 'float32' } as const;
  return createProgram(
    {
      state: { mean: tf.scalar(7) },
      functions: {
        f: {
          inputs: { x: vector, w: vector, taken: { shape: [], dtype: 'bool' } },
          run: ({ mean }, { x, w, taken }) => {
            let kept: tf.Tensor | undefined;
            const E = (x: tf.Tensor, w: tf.Tensor) => {
              const { value, others } = computedIf(
                taken!,
                { x, w },
                ({ x, w }) => {
                  const y = tf.mul(x!, w!);
                  return { value: y, others: { mean: tf.mean(y) } };
                },
                { shape: [3], others: { mean: mean! } },
              );
              kept = tf.keep(others['mean']!);
              return tf.sum(tf.add(x, tf.mul(value, 2))).asScalar();
            };
            const { value, grads } = tf.valueAndGrads(E)([x!, w!]);
            return {
              outputs: { E: value, dx: grads[0]!, dw: grads[1]! },
              update: { mean: tf.clone(kept!) },
            };
          },
        },
      },
    },
    { compiled },
  );
}

function call(p: Program, taken: boolean, w = [4, 5, 6]): Record<string, number[]> {
  return tf.tidy(() => {
    const inputs = { x: tf.tensor1d([1, 2, 3]), w: tf.tensor1d(w), taken: tf.scalar(taken) };
    const found = { ...p.call('f', inputs, ['E', 'dx', 'dw']), ...p.read() };
    return Object.fromEntries(Object.entries(found).map(([k, t]) => [k, [...t.dataSync()]]));
  });
}

const taken = {
  E: [6 + 2 * 32],
  dx: [9, 11, 13],
  dw: [2, 4, 6],
  mean: [expect.closeTo(32 / 3, 5)],
};
const not = { E: [6], dx: [1, 1, 1], dw: [0, 0, 0] };

describe.each([
  ['eager on JavaScript', 'cpu', false],
  ['eager on TensorFlow', 'tensorflow', false],
  ['compiled', 'tensorflow', true],
] as const)(`what is computed only if asked, %s${missing}`, (_, backend, compiled) => {
  const skip = backend === 'tensorflow' && missing !== '';
  beforeAll(async () => {
    if (!skip) await tf.setBackend(backend);
  });

  it.skipIf(skip)('is computed from call to call, with its gradients and what is kept', () => {
    const p = program(compiled);
    expect(call(p, false)).toEqual({ ...not, mean: [7] });
    expect(call(p, true)).toEqual(taken);
    // What was kept the last time stays.
    expect(call(p, false)).toEqual({ ...not, mean: taken.mean });
    expect(call(p, true)).toEqual(taken);
    p.dispose();
  });

  it.skipIf(skip)('does not run: what it would make of NaN is nowhere', () => {
    const p = program(compiled);
    expect(call(p, false, [NaN, NaN, NaN])).toEqual({ ...not, mean: [7] });
    expect(call(p, true, [NaN, NaN, NaN])['E']).toEqual([NaN]);
    p.dispose();
  });
});
