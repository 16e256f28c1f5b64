import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { eagerProgram, type ProgramDefinition } from '../../../src/engine/compile/index.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** w <- w - rate * d(mean (wx)^2)/dw, with a value kept out of the forward pass. */
const descent = (w: tf.Tensor): ProgramDefinition => ({
  state: { w },
  functions: {
    step: {
      inputs: { x: { shape: [2], dtype: 'float32' }, go: { shape: [], dtype: 'bool' } },
      run: (state, { x, go }) => {
        let seen: tf.Tensor | undefined;
        const { value, grad } = tf.valueAndGrad((w: tf.Tensor) => {
          const y = tf.mul(w, x ?? w);
          seen = tf.keep(tf.sum(y));
          return tf.mean(tf.square(y)).asScalar();
        })(state['w'] ?? tf.scalar(0)) as unknown as { value: tf.Tensor; grad: tf.Tensor };
        return {
          outputs: { loss: value, seen: seen ?? value, w: state['w'] ?? value },
          update: { w: tf.sub(state['w'] ?? value, tf.mul(grad, 0.1)) },
          when: go,
        };
      },
    },
  },
});

describe('eagerProgram', () => {
  it('computes outputs from the state before the update', () => {
    const program = eagerProgram(descent(tf.tensor1d([1, 2])));
    const inputs = { x: tf.tensor1d([1, 1]), go: tf.scalar(true, 'bool') };
    const out = program.call('step', inputs, ['loss', 'seen', 'w']);
    expect(out.loss.dataSync()[0]).toBeCloseTo(2.5);
    expect(out.seen.dataSync()[0]).toBeCloseTo(3);
    expect([...out.w.dataSync()]).toEqual([1, 2]);
    expect([...(program.read()['w']?.dataSync() ?? [])]).toEqual([
      expect.closeTo(0.9, 5),
      expect.closeTo(1.8, 5),
    ]);
  });

  it('leaves the state alone when the condition is false', () => {
    const program = eagerProgram(descent(tf.tensor1d([1, 2])));
    program.call('step', { x: tf.tensor1d([1, 1]), go: tf.scalar(false, 'bool') }, []);
    expect([...(program.read()['w']?.dataSync() ?? [])]).toEqual([1, 2]);
  });

  it('leaks nothing, not even what was kept, and survives an outer tidy', () => {
    const w = tf.tensor1d([1, 2]);
    const inputs = { x: tf.tensor1d([1, 1]), go: tf.scalar(true, 'bool') };
    const before = tf.memory().numTensors;
    const program = eagerProgram(descent(w));
    for (let i = 0; i < 3; i++) {
      tf.tidy(() => {
        program.call('step', inputs, ['loss', 'w']);
      });
    }
    expect(tf.memory().numTensors).toBe(before + 1);
    program.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  const bad: [string, () => unknown, RegExp][] = [
    ['function', () => call('walk', {}, []), /no function 'walk'; there are 'step'/],
    ['missing input', () => call('step', {}, []), /input 'x' \(float32 \[2\]\) is missing/],
    [
      'unknown input',
      () => call('step', { z: tf.scalar(1) }, []),
      /unknown input 'z'; the inputs are 'x', 'go'/,
    ],
    [
      'shape',
      () => call('step', { x: tf.tensor1d([1]), go: tf.scalar(true, 'bool') }, []),
      /input 'x' is float32 \[1\], but float32 \[2\] was declared/,
    ],
    [
      'output',
      () => call('step', { x: tf.tensor1d([1, 1]), go: tf.scalar(true, 'bool') }, ['lost']),
      /output 'lost' does not exist; there are 'loss', 'seen', 'w'/,
    ],
  ];
  const call = (fn: string, inputs: Record<string, tf.Tensor>, outputs: string[]) =>
    eagerProgram(descent(tf.tensor1d([1, 2]))).call(fn, inputs, outputs);
  it.each(bad)('names the wrong %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});
