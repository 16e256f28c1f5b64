import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/engine/compile/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import { opsFor } from '../../../src/engine/model/ops/index.ts';
import { runTraining } from './support.ts';
import { testTraining } from './training.ts';

const missing = await loadEngine('tensorflow').then(
  () => '',
  (error: unknown) => ` (skipped: ${error instanceof Error ? error.message : String(error)})`,
);

const runtime = {
  ops: opsFor({ name: 'tensorflow' }),
  compiled: true,
  createProgram: (definition: Parameters<typeof createProgram>[0]) =>
    createProgram(definition, { compiled: true }),
};

describe.skipIf(missing !== '')(`training compiled on TensorFlow${missing}`, () => {
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
