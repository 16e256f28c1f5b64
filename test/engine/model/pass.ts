import * as tf from '@tensorflow/tfjs';
import { defined } from '../../../src/base/index.ts';
import { createProgram, type FunctionDefinition } from '../../../src/engine/compile/index.ts';
import {
  evaluation,
  lossAndGradients,
  maskInputs,
  maskValues,
  type Ops,
} from '../../../src/engine/model/index.ts';
import type { EngineName } from '../../../src/engine/types.ts';
import type { NetworkPlan } from '../../../src/network/index.ts';
import { batchTensors, hostBatch, tensorsOf, unevenValues } from './tiny.ts';

export type Values = Record<string, Float32Array | Int32Array | Uint8Array>;

/** One pass of everything that a network gives: loss, gradients, statistics, norms, evaluation. */
export function passOf(plan: NetworkPlan, ops: Ops, size: number): FunctionDefinition {
  const evaluate = evaluation(plan, ops, size);
  return {
    inputs: { ...evaluate.inputs, ...maskInputs(plan, size) },
    run: (state, { images, labels, ...masks }) => {
      const step = lossAndGradients(
        plan,
        ops,
        state,
        defined(images, 'images'),
        defined(labels, 'labels'),
        { training: true, smoothing: 0.1, norms: true, masks },
      );
      const named = (prefix: string, of: object) =>
        Object.fromEntries(Object.entries(of).map(([name, t]) => [`${prefix}.${name}`, t]));
      const { outputs } = evaluate.run(state, {
        images: defined(images, 'images'),
        labels: defined(labels, 'labels'),
      });
      return {
        outputs: {
          loss: step.loss,
          correct: step.correct,
          ...named('gradient', step.gradients),
          ...named('statistic', step.statistics),
          ...named('norm', defined(step.norms, 'norms')),
          ...named('evaluation', outputs),
        },
      };
    },
  };
}

export interface PassOptions {
  readonly engine: EngineName;
  readonly ops: Ops;
  readonly compiled: boolean;
  /** Examples in the batch. */
  readonly size?: number;
  /** Of weights, images and dropout. */
  readonly seed?: number;
}

/** What the pass of a network gives on an engine that is loaded. */
export async function computePass(
  plan: NetworkPlan,
  { engine, ops, compiled, size = 6, seed = 1 }: PassOptions,
): Promise<Values> {
  await tf.setBackend(engine);
  const pass = passOf(plan, ops, size);
  const specs = maskInputs(plan, size);
  const masks = Object.entries(maskValues(plan, size, seed, 1)).map(
    ([name, values]) => [name, tf.tensor(values, [...defined(specs[name], name).shape])] as const,
  );
  const inputs = {
    ...batchTensors(plan, hostBatch(plan, size, seed)),
    ...Object.fromEntries(masks),
  };
  const state = tensorsOf(unevenValues(plan, seed));
  const outputs = tf.tidy(() => Object.keys(pass.run(state, inputs).outputs));
  const program = createProgram({ state, functions: { pass } }, { compiled });
  const found = program.call('pass', inputs, outputs);
  const values = Object.fromEntries(
    Object.entries(found).map(([name, t]) => [name, t.dataSync().slice()]),
  );
  program.dispose();
  tf.dispose([inputs, state, found]);
  return values;
}
