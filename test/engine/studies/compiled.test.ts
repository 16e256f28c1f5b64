import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/engine/compile/index.ts';
import { fusedOps } from '../../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import { tiny } from '../model/tiny.ts';
import { context, numberIn, randomExamples, rowsOf } from './support.ts';

let missing = '';
await loadEngine('tensorflow').catch(
  (error: unknown) => (missing = ` [skipped: ${String(error)}]`),
);

describe.skipIf(missing)(`a compiled study${missing}`, () => {
  const plan = tiny('resnet', {}, { blocks: 2, size: 4 });
  const examples = randomExamples(plan, 10);
  const value = { of: 'base', split: 'test', examples: null } as const;

  /** Runs the compiled study and the same on the cpu backend; the numbers of their rows agree. */
  async function compare(rows: (study: ReturnType<typeof context>) => ReturnType<typeof rowsOf>) {
    const compiled = {
      ops: fusedOps,
      createProgram: (d: Parameters<typeof createProgram>[0]) =>
        createProgram(d, { compiled: true }),
    };
    await tf.setBackend('tensorflow');
    const found = await rows(context(plan, examples, compiled));
    await tf.setBackend('cpu');
    const expected = await rows(context(plan, examples));
    expect(found).toHaveLength(expected.length);
    expected.forEach((row, i) => {
      for (const [name, value] of Object.entries(row)) {
        if (typeof value === 'number') {
          const difference = Math.abs(numberIn(found[i], name) - value);
          expect(difference / Math.max(1, Math.abs(value)), name).toBeLessThan(1e-4);
        } else expect(found[i]?.[name]).toBe(value);
      }
    });
    return found;
  }

  it.each(['evaluation', 'training'] as const)('of norms, %s statistics', async statistics => {
    await compare(s => rowsOf('norms', s, { ...value, statistics }));
  });

  it('of lesions: one graph serves every gate and every order', async () => {
    const found = await compare(s =>
      rowsOf('lesion', s, { ...value, remove: 'each', swap: [1, 4], repeats: 2, seed: 1 }),
    );
    expect(found).toHaveLength(1 + 6 + 4);
  });
});
