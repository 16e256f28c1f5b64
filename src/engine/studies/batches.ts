import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { defined } from '../../base/index.ts';
import { planParameters } from '../../network/index.ts';
import type { FunctionDefinition, Program, Tensors } from '../compile/index.ts';
import type { StudyContext, StudyEvent } from './study.ts';

/**
 * A program over the network of a study. Shapes of a program are fixed, so its one function exists
 * once per size of batch, as `<size>`.
 */
export function openStudyProgram(
  context: StudyContext,
  define: (size: number) => FunctionDefinition,
): Program {
  const state = stateTensors(context);
  const functions = Object.fromEntries(
    batchSizes(context).map(size => [String(size), define(size)]),
  );
  try {
    return context.createProgram({ state, functions });
  } finally {
    tf.dispose(state);
  }
}

/** Counts batches over a whole study, for its progress. */
export interface Counter {
  readonly phase: string;
  done: number;
  readonly total: number;
}

export interface BatchPass<Name extends string> {
  /** Inputs besides `images` and `labels`; stay the caller's. */
  readonly inputs?: Tensors;
  readonly outputs: readonly Name[];
  /** Take part of the examples only; absent: all. */
  readonly batches?: number;
  readonly counter: Counter;
}

/**
 * Calls the program on each batch and returns the sums over examples of the outputs, which are
 * means over their batch, or counts if they are integers. Null if the study was aborted.
 */
export async function* sumOverExamples<Name extends string>(
  context: StudyContext,
  program: Program,
  pass: BatchPass<Name>,
): AsyncGenerator<StudyEvent, { sums: Record<Name, Float64Array>; examples: number } | null> {
  const { counter, outputs } = pass;
  const sums: Partial<Record<Name, Float64Array>> = {};
  let examples = 0;
  for (let i = 0; i < (pass.batches ?? context.examples.batches); i++) {
    if (context.signal.aborted) return null;
    const { images, labels } = await context.examples.batch(i);
    const size = labels.length;
    tf.tidy(() => {
      const inputs = {
        ...pass.inputs,
        images: tf.tensor(images, [size, ...context.plan.input], 'float32'),
        labels: tf.tensor(labels, [size], 'int32'),
      };
      const found = program.call(String(size), inputs, outputs);
      for (const name of outputs) addTo(sums, name, found[name], size);
    });
    examples += size;
    counter.done++;
    yield { kind: 'progress', phase: counter.phase, done: counter.done, total: counter.total };
    // a call blocks this thread: let others look for a stop and write their files
    await setImmediate();
  }
  return { sums: sums as Record<Name, Float64Array>, examples };
}

function addTo<Name extends string>(
  sums: Partial<Record<Name, Float64Array>>,
  name: Name,
  found: Tensor,
  size: number,
): void {
  const weight = found.dtype === 'int32' ? 1 : size;
  const values = found.dataSync();
  const sum = (sums[name] ??= new Float64Array(values.length));
  values.forEach((v: number, i: number) => (sum[i] = (sum[i] ?? 0) + weight * v));
}

/** Parameters and running statistics of the plan, of the weights that the study was given. */
function stateTensors({ plan, weights }: StudyContext): Tensors {
  return Object.fromEntries(
    planParameters(plan).map(({ name }) => {
      const { shape, values } = defined(weights[name], `parameter ${name} in the checkpoint`);
      return [name, tf.tensor(values, [...shape], 'float32')];
    }),
  );
}

function batchSizes({ examples: { batches, tail }, batch }: StudyContext): number[] {
  const whole = tail > 0 ? batches - 1 : batches;
  return [...(whole > 0 ? [batch] : []), ...(tail > 0 ? [tail] : [])];
}
