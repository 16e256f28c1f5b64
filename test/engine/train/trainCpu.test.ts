import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/engine/compile/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import { runTraining } from './support.ts';
import { testTraining } from './training.ts';

const runtime = {
  ops: plainOps,
  compiled: false,
  createProgram: (definition: Parameters<typeof createProgram>[0]) =>
    createProgram(definition, { compiled: false }),
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('training on the JavaScript backend', () => {
  testTraining(() => runtime);

  it('leaves no tensors behind', async () => {
    await runTraining({ runtime, recipe: { epochs: 1, norms: 1 } });
    const before = tf.memory().numTensors;
    await runTraining({
      runtime,
      recipe: { epochs: 2, norms: 2, grow: { at: [1], momentum: 'copy' } },
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
