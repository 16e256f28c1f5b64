import * as tf from '@tensorflow/tfjs';
import { defined, finiteRow, type Row } from '../../base/index.ts';
import {
  lossAndGradients,
  maskInputs,
  openStudyProgram,
  sumOverExamples,
  type FunctionDefinition,
  type StudyComputation,
  type StudyContext,
} from '../../engine/studies/index.ts';
import type { Value } from './describe.ts';
import type { NetworkPlan } from '../../network/index.ts';

/**
 * Norms of state, residual and gradient of every block of a trained network, averaged over
 * examples (multi-level paper, Figures 3, 4 and 7; definitions: the columns of its description).
 *
 * With training statistics batch norm takes each batch's own, and a smaller last batch, whose
 * statistics are others, is left out if there is a whole one. Dropout is off in either case.
 */
export const computation: StudyComputation<Value> = {
  async *run(context, value) {
    const { plan } = context;
    const program = openStudyProgram(context, size => normsFunction(context, value, size));
    try {
      const batches = countBatches(context, value);
      const counter = { phase: 'measuring norms', done: 0, total: batches };
      const outputs = ['state', 'residual', 'gradient', 'outputGradient'] as const;
      const found = yield* sumOverExamples(context, program, { outputs, batches, counter });
      if (found === null) return;
      const { sums, examples } = found;
      const mean = (name: (typeof outputs)[number], l: number): number =>
        defined(sums[name][l], `${name} norm of block ${l}`) / examples;
      const rows = Array.from({ length: plan.blocks.length + 1 }, (_, l) => {
        const inner = l < plan.blocks.length;
        const gradient = mean('gradient', l);
        return finiteRow({
          ...describeBlock(plan, l),
          state: mean('state', l),
          residual: inner ? mean('residual', l) : null,
          gradient,
          ratio: inner ? gradient / mean('outputGradient', l) : null,
          examples,
        });
      });
      yield { kind: 'rows', rows };
    } finally {
      program.dispose();
    }
  },
};

function countBatches({ examples: { batches, tail } }: StudyContext, value: Value): number {
  const leaveOut = value.statistics === 'training' && tail > 0 && batches > 1;
  return leaveOut ? batches - 1 : batches;
}

function describeBlock({ blocks }: NetworkPlan, l: number): Row {
  const block = blocks[l];
  return {
    block: l,
    name: block?.name ?? 'end',
    stage: (block ?? blocks.at(-1))?.stage ?? 0,
    h: block?.step ?? null,
  };
}

function normsFunction(context: StudyContext, value: Value, size: number): FunctionDefinition {
  const { plan, ops } = context;
  const masks = maskInputs(plan, size);
  return {
    inputs: {
      images: { shape: [size, ...plan.input], dtype: 'float32' },
      labels: { shape: [size], dtype: 'int32' },
    },
    run: (state, inputs) => {
      const [images, labels] = [
        defined(inputs['images'], 'images'),
        defined(inputs['labels'], 'labels'),
      ];
      const { norms: found } = lossAndGradients(plan, ops, state, images, labels, {
        training: value.statistics === 'training',
        norms: true,
        masks: Object.fromEntries(
          Object.entries(masks).map(([name, { shape }]) => [name, tf.ones([...shape])]),
        ),
      });
      return { outputs: { ...defined(found, 'norms') } };
    },
  };
}
