import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import {
  type BlockProbe,
  forward,
  openStudyProgram,
  sumOverExamples,
} from '../../../src/engine/studies/index.ts';
import { tiny } from '../model/tiny.ts';
import { context, randomExamples } from './support.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('sees states and residuals by block, which add up where the shape stays', async () => {
  const plan = tiny('resnet', {}, { blocks: 2 });
  const study = context(plan, randomExamples(plan, 6));
  const program = openStudyProgram(study, size => ({
    inputs: {
      images: { shape: [size, ...plan.input], dtype: 'float32' },
      labels: { shape: [size], dtype: 'int32' },
    },
    run: (state, { images }) => {
      const [states, residuals]: [Tensor[], Tensor[]] = [[], []];
      const probe: BlockProbe = {
        state: (index, x) => (states[index] = x),
        residual: (index, f) => (residuals[index] = f),
      };
      forward(plan, study.ops, state, defined(images, 'images'), { training: false, probe });
      const means = (list: readonly Tensor[]) => tf.stack(list.map(x => tf.mean(x)));
      return { outputs: { state: means(states), residual: means(residuals) } };
    },
  }));
  const counter = { phase: 'looking', done: 0, total: study.examples.batches };
  const pass = sumOverExamples(study, program, { outputs: ['state', 'residual'], counter });
  let next = await pass.next();
  while (next.done !== true) next = await pass.next();
  program.dispose();
  const { sums, examples } = defined(next.value, 'sums');
  expect(examples).toBe(6);
  expect([sums.state.length, sums.residual.length]).toEqual([
    plan.blocks.length + 1,
    plan.blocks.length,
  ]);
  const kept = plan.blocks.flatMap((block, l) =>
    String(block.in) === String(block.out) ? [l] : [],
  );
  expect(kept.length).toBeGreaterThan(0);
  for (const l of kept) {
    const grown = defined(sums.state[l + 1], 'after') - defined(sums.state[l], 'before');
    expect(Math.abs(grown)).toBeGreaterThan(1e-4);
    expect(grown).toBeCloseTo(defined(sums.residual[l], 'residual'), 4);
  }
});
