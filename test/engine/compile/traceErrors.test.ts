import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import {
  compiledProgram,
  onDevice,
  runOp,
  type FunctionResult,
} from '../../../src/engine/compile/index.ts';
import { missing } from './runtime.ts';

type Run = (x: tf.Tensor, state: tf.Tensor) => FunctionResult | Promise<FunctionResult>;

const w = tf.tensor1d([1, 2]);
const compile = (run: Run) =>
  compiledProgram({
    state: { w },
    functions: {
      train: {
        inputs: { x: { shape: [2], dtype: 'float32' } },
        run: (state, inputs) => run(inputs['x'] ?? w, state['w'] ?? w) as FunctionResult,
      },
    },
  });
const y = (value: tf.Tensor): FunctionResult => ({ outputs: { y: value } });

/** Never used before tracing: TensorFlow.js has not even given it to TensorFlow. */
const unrealised = tf.tensor2d([1, 2, 3, 4], [2, 2]);

describe(`what cannot be compiled is named${missing}`, () => {
  const cases: [string, Run, RegExp][] = [
    [
      'a tensor made before tracing',
      x => {
        return y(tf.add(x, unrealised));
      },
      /^train: uses a tensor \(float32 \[2, 2\], tensor \d+\) that was made before tracing and is not passed in/,
    ],
    [
      'the same, returned as it is',
      () => y(unrealised),
      /float32 \[2, 2\], tensor \d+\) that was made before/,
    ],
    [
      'an initial value of the state',
      x => y(tf.add(x, w)),
      /it is the initial value of 'w'; the function gets state\['w'\]/,
    ],
    [
      'a value that is read',
      x => y(tf.add(x, x.dataSync()[0] ?? 0)),
      /^train: the value of a tensor \(input 'x', float32 \[2\]\) was read while tracing/,
    ],
    [
      'a value that is read on the way',
      (_, state) => y(tf.gather(tf.tensor1d([1, 2]), tf.cast(state, 'int32'))),
      /\(Cast, int32 \[2\]\) was read while tracing/,
    ],
    [
      'an op without a rule',
      x => y(tf.complex(x, x)),
      /^train: the op 'Complex' cannot be recorded.*src\/engine\/compile\/rules/,
    ],
    [
      'shapes that do not fit',
      x => y(runOp('Mul', [x, tf.zeros([3])], [], 1)[0] ?? x),
      /^train: Mul\(float32 \[2\], float32 \[3\]\) cannot be recorded: .*do not fit/,
    ],
    [
      'a shape that only the call knows',
      x => y(runOp('Reshape', [x, tf.cast(x, 'int32')], [], 1)[0] ?? x),
      /Reshape\(float32 \[2\], int32 \[2\]\) cannot be recorded: input 1 of Reshape decides a shape/,
    ],
    [
      'an absent device',
      x => y(onDevice('/GPU:7', () => tf.square(x))),
      /device '\/device:GPU:7' does not exist; this machine has \/device:CPU:0/,
    ],
    ['no device', x => y(onDevice('gpu', () => x)), /'gpu' is not a device name/],
    [
      'an update of another shape',
      x => ({ outputs: {}, update: { w: tf.sum(x) } }),
      /train: the update of 'w' is float32 \[\], but float32 \[2\] was declared/,
    ],
    [
      'an update of nothing',
      x => ({ outputs: {}, update: { v: x } }),
      /train: state entry 'v' does not exist; there are 'w'/,
    ],
    [
      'a condition that is no condition',
      x => ({ outputs: {}, update: { w: x }, when: x }),
      /train: 'when' is float32 \[2\], but bool \[\] was declared/,
    ],
    ['a promise', x => Promise.resolve(y(x)), /train: .*must not be asynchronous/],
  ];
  it.skipIf(missing).each(cases)('%s', (_, run, message) => {
    const before = tf.memory().numTensors;
    expect(() => compile(run)).toThrow(message);
    expect(tf.memory().numTensors).toBe(before);
    // The runtime is as it was: eager code works.
    expect([...tf.add(w, 1).dataSync()]).toEqual([2, 3]);
  });

  it.skipIf(missing)('a tensor of another function of the same program', () => {
    let leaked: tf.Tensor | undefined;
    const define = () =>
      compiledProgram({
        state: {},
        functions: {
          first: {
            inputs: { x: { shape: [], dtype: 'float32' } },
            run: (_, { x = w }) => {
              leaked = tf.square(x);
              return y(leaked);
            },
          },
          second: { inputs: {}, run: () => y(tf.square(leaked ?? w)) },
        },
      });
    expect(define).toThrow(/second: uses a tensor|disposed/);
  });

  it.skipIf(missing)('an error of TensorFlow while a function runs', () => {
    const program = compiledProgram({
      state: {},
      functions: {
        loss: {
          inputs: { labels: { shape: [1], dtype: 'int32' } },
          run: (_, { labels = w }) => y(sparseLoss(labels)),
        },
      },
    });
    const labels = tf.tensor1d([12], 'int32');
    expect(() => program.call('loss', { labels }, ['y'])).toThrow(
      /^loss: .*label value of 12 .*outside the valid range/s,
    );
    program.dispose();
  });
});

function sparseLoss(labels: tf.Tensor): tf.Tensor {
  const op = 'SparseSoftmaxCrossEntropyWithLogits';
  return runOp(op, [tf.zeros([1, 3]), labels], [], 2)[0] ?? labels;
}
