import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgram, type Program, type TensorSpec } from '../../../src/engine/compile/index.ts';
import { fourViews } from './fourViews.ts';
import { missing } from './runtime.ts';

// TensorFlow gives a variable's memory back on any of its threads. Memory of JavaScript may only be
// given back on Node's thread, so a variable must never hold it. It would hold it where an array
// happens to begin at a multiple of 64 bytes: of four views one does.
const vector: TensorSpec = { shape: [32], dtype: 'float32' };

describe.skipIf(missing)(`memory that is fed to a program${missing}`, () => {
  let program: Program;
  beforeEach(() => {
    program = createProgram(
      {
        state: { w: tf.zeros([32]) },
        functions: {
          keep: {
            inputs: { x: vector },
            run: (_, { x = tf.zeros([32]) }) => ({
              outputs: {},
              update: { w: tf.reshape(tf.reshape(x, [4, 8]), [32]) },
            }),
          },
        },
      },
      { compiled: true },
    );
  });
  afterEach(() => program.dispose());

  it.each([
    ['write', (tensor: tf.Tensor) => program.write({ w: tensor })],
    ['a function that assigns its input', (x: tf.Tensor) => program.call('keep', { x }, [])],
  ] as const)('is not what a variable holds after %s', (_, give) => {
    for (const view of fourViews()) {
      const tensor = tf.tensor(view, [32]);
      give(tensor);
      tensor.dispose();
      view.fill(2);
      expect(firstOf(program)).toBe(1);
    }
  });
});

function firstOf(program: Program): number | undefined {
  const { w } = program.read(['w']);
  const values = w?.dataSync();
  w?.dispose();
  return values?.[0];
}
