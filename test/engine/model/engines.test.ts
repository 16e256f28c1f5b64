import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import { createProgram, type FunctionDefinition } from '../../../src/engine/compile/index.ts';
import { evaluation, lossAndGradients, type Ops } from '../../../src/engine/model/index.ts';
import { fusedOps, plainOps } from '../../../src/engine/model/ops/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import type { EngineName } from '../../../src/engine/types.ts';
import type { NetworkPlan } from '../../../src/network/index.ts';
import {
  batchTensors,
  families,
  hostBatch,
  relativeError,
  tensorsOf,
  unevenValues,
} from './tiny.ts';

const reasons = new Map<EngineName, string>();
for (const name of ['tensorflow', 'wasm'] as const) {
  await loadEngine(name).catch((error: unknown) => reasons.set(name, String(error)));
}

const size = 6;
type Values = Record<string, Float32Array | Int32Array | Uint8Array>;

/** One pass of everything that a network gives: loss, gradients, statistics, norms, evaluation. */
function passOf(plan: NetworkPlan, ops: Ops): FunctionDefinition {
  const evaluate = evaluation(plan, ops, size);
  return {
    inputs: evaluate.inputs,
    run: (state, inputs) => {
      const [images, labels] = [
        defined(inputs['images'], 'images'),
        defined(inputs['labels'], 'labels'),
      ];
      const step = lossAndGradients(plan, ops, state, images, labels, {
        training: true,
        smoothing: 0.1,
        norms: true,
      });
      const named = (prefix: string, of: object) =>
        Object.fromEntries(Object.entries(of).map(([name, t]) => [`${prefix}.${name}`, t]));
      return {
        outputs: {
          loss: step.loss,
          correct: step.correct,
          ...named('gradient', step.gradients),
          ...named('statistic', step.statistics),
          ...named('norm', defined(step.norms, 'norms')),
          ...named('evaluation', evaluate.run(state, inputs).outputs),
        },
      };
    },
  };
}

async function compute(
  engine: EngineName,
  plan: NetworkPlan,
  ops: Ops,
  compiled: boolean,
): Promise<Values> {
  await tf.setBackend(engine);
  const batch = batchTensors(plan, hostBatch(plan, size));
  const pass = passOf(plan, ops);
  const state = tensorsOf(unevenValues(plan));
  const outputs = tf.tidy(() => Object.keys(pass.run(state, batch).outputs));
  const program = createProgram({ state, functions: { pass } }, { compiled });
  const found = program.call('pass', batch, outputs);
  const values = Object.fromEntries(
    Object.entries(found).map(([name, t]) => [name, t.dataSync().slice()]),
  );
  program.dispose();
  tf.dispose([batch, state, found]);
  return values;
}

const ways = [
  ['tensorflow', 'fused ops, compiled', fusedOps, true],
  ['tensorflow', 'plain ops, compiled', plainOps, true],
  ['tensorflow', 'fused ops, eager', fusedOps, false],
  ['wasm', 'plain ops, eager', plainOps, false],
] as const;

describe.each(families)('a %s network', (_, makePlan) => {
  const plan = makePlan();
  let expected: Values = {};

  beforeAll(async () => {
    expected = await compute('cpu', plan, plainOps, false);
  });

  for (const [engine, how, ops, compiled] of ways) {
    const reason = reasons.get(engine);
    const name = `computes the same on ${engine} (${how})`;
    it.skipIf(reason)(reason ? `${name} [skipped: ${reason}]` : name, async () => {
      const found = await compute(engine, plan, ops, compiled);
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
      for (const [output, values] of Object.entries(expected)) {
        expect(relativeError(defined(found[output], output), values), output).toBeLessThan(1e-4);
      }
    });
  }
});
