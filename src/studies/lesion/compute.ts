import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { defined, finiteRow, type Row } from '../../base/index.ts';
import {
  evaluation,
  openStudyProgram,
  sumOverExamples,
  type Program,
  type StudyComputation,
  type StudyContext,
} from '../../engine/studies/index.ts';
import type { Value } from './describe.ts';
import { movingParameters, type NetworkPlan } from '../../network/index.ts';
import { kendallTauOfOrder } from '../../theory/index.ts';
import { orderAfter, planLesions, type Lesion } from './compute.plan.ts';

/**
 * Test error of a trained network with residuals removed or blocks exchanged (Veit, Wilber and
 * Belongie, NeurIPS 2016). Gates are an input and swaps move parameters about in the state, so one
 * program serves all. A block is lesioned with all that it has: its step, learned factors, and the
 * factor of stochastic depth, which goes with it to its new place.
 */
export const computation: StudyComputation<Value> = {
  async *run(context, value) {
    const { plan, ops, examples } = context;
    const { count: planned, lesions } = planLesions(value, plan);
    const program = openStudyProgram(context, size =>
      evaluation(plan, ops, size, { isGated: true }),
    );
    try {
      const counter = { phase: 'lesioning', done: 0, total: planned * examples.batches };
      let order = orderAfter([], plan.blocks.length);
      for (const each of lesions) {
        const next = orderAfter(each.swapped, plan.blocks.length);
        reorder(context, program, order, next);
        order = next;
        const inputs = lesionInputs(plan, each, order);
        const outputs = ['loss', 'correct'] as const;
        const found = yield* sumOverExamples(context, program, { inputs, outputs, counter });
        tf.dispose(inputs);
        if (found === null) return;
        const count = (name: (typeof outputs)[number]): number =>
          defined(found.sums[name][0], name);
        const measured = {
          tau: each.swapped.length === 0 ? 1 : kendallTauOfOrder(order),
          // Of counts: one minus a share is 0.8200000000000001 where it is 0.82.
          error: (found.examples - count('correct')) / found.examples,
          loss: count('loss') / found.examples,
          examples: found.examples,
        };
        yield { kind: 'rows', rows: [finiteRow({ ...describeLesion(each, plan), ...measured })] };
      }
    } finally {
      program.dispose();
    }
  },
};

/** Which residuals are left, and how often training kept the block that stands at each place now. */
function lesionInputs({ blocks }: NetworkPlan, { removed }: Lesion, order: readonly number[]) {
  return {
    gates: tf.tensor1d(blocks.map((_, l) => (removed.includes(l) ? 0 : 1))),
    kept: tf.tensor1d(order.map(l => blocks[l]?.survival ?? 1)),
  };
}

function describeLesion(lesion: Lesion, { blocks }: NetworkPlan): Row {
  const { choice, count, repeat, removed, swapped } = lesion;
  const changed = (nameOf: (block: number) => string): string =>
    [...removed.map(nameOf), ...swapped.map(pair => pair.map(nameOf).join('-'))].join(',');
  return {
    lesion: lesion.lesion,
    choice,
    count,
    repeat,
    block: removed.length === 1 ? defined(removed[0], 'block') : null,
    blocks: changed(String),
    names: changed(l => defined(blocks[l], `block ${l}`).name),
  };
}

/** Moves the parameters of blocks so that block `to[p]` stands at place p; transitions stay. */
function reorder(
  { plan, weights }: StudyContext,
  program: Program,
  from: readonly number[],
  to: readonly number[],
): void {
  tf.tidy(() => {
    const written: Record<string, Tensor> = {};
    to.forEach((source, place) => {
      if (from[place] === source) return;
      const origin = movingParameters(defined(plan.blocks[source], `block ${source}`));
      const target = movingParameters(defined(plan.blocks[place], `block ${place}`));
      target.forEach(({ name, shape }, i) => {
        const moved = defined(origin[i], `parameter of block ${source} for ${name}`).name;
        const { values } = defined(weights[moved], `parameter ${moved} in the checkpoint`);
        written[name] = tf.tensor(values, [...shape], 'float32');
      });
    });
    program.write(written);
  });
}
