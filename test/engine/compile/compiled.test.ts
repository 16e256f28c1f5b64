import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { createProgram, type FunctionResult } from '../../../src/engine/compile/index.ts';
import { cases, inputsOf, type Case } from './cases.ts';
import { missing } from './runtime.ts';

/** Outputs of a case and its gradients, computed as a program. */
function compute(c: Case, compiled: boolean): number[][] {
  return tf.tidy(() => {
    const given = inputsOf(c);
    const inputs = Object.fromEntries(given.map((x, i) => [`x${i}`, x]));
    const run = (x: readonly tf.Tensor[]): FunctionResult => {
      const made = c.run(...x);
      const values = Array.isArray(made) ? made : [made];
      const floats = x.filter(t => t.dtype === 'float32');
      const gradients =
        c.gradient && values[0]
          ? tf.grads((...f) => {
              let next = 0;
              return c.run(...x.map(t => (t.dtype === 'float32' ? f[next++]! : t))) as tf.Tensor;
            })(floats, tf.linspace(-1, 1, values[0].size).reshape(values[0].shape))
          : [];
      return { outputs: Object.fromEntries([...values, ...gradients].map((t, i) => [`y${i}`, t])) };
    };
    const program = createProgram(
      {
        state: {},
        functions: {
          f: {
            inputs: Object.fromEntries(
              given.map((x, i) => [`x${i}`, { shape: x.shape, dtype: x.dtype as 'float32' }]),
            ),
            run: (_, named) => run(given.map((_, i) => named[`x${i}`]!)),
          },
        },
      },
      { compiled },
    );
    const names = Object.keys(run(given).outputs);
    const outputs = program.call('f', inputs, names);
    program.dispose();
    return names.map(name => {
      const { dtype, shape } = outputs[name]!;
      return [dtype.length, ...shape, ...outputs[name]!.dataSync()];
    });
  });
}

describe(`compiled and eager agree${missing}`, () => {
  it.skipIf(missing).each(cases)('$name', c => {
    const [compiled, eager] = [compute(c, true), compute(c, false)];
    expect(compiled.length).toBe(eager.length);
    compiled.forEach((values, i) => {
      expect(values.length).toBe(eager[i]!.length);
      const scale = Math.max(1, ...eager[i]!.filter(Number.isFinite).map(Math.abs));
      values.forEach((v, j) => {
        const w = eager[i]![j]!;
        if (!Object.is(v, w)) expect(Math.abs(v - w) / scale).toBeLessThan(1e-5);
      });
    });
  });
});
