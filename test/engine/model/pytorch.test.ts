import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import { lossAndGradients, type ParameterValues } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import {
  findTorch,
  trainInTorch,
  type HostTensors,
  type TorchAnswer,
} from '../../bench/torch/torch.ts';
import {
  batchTensors,
  families,
  hostBatch,
  relativeError,
  tensorsOf,
  unevenValues,
} from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const python = findTorch();
const where = python ? '' : ' (skipped: no Python with torch; set RESIDUAL_LAB_PYTHON)';

const recipe = {
  optimizer: { kind: 'sgd', momentum: 0.9, nesterov: false, decay: 1e-4, decayOn: 'all' },
  labelSmoothing: 0.1,
} as const;

const cases = families.map(([name, makePlan]) => {
  const plan = makePlan();
  return { name, plan, values: unevenValues(plan), batch: hostBatch(plan, 6) };
});
let answers: readonly TorchAnswer[] = [];

describe.skipIf(!python)(`the same network in PyTorch${where}`, () => {
  beforeAll(() => {
    const requests = cases.map(({ plan, values, batch }) => ({
      job: { plan, recipe, rates: [0], steps: 1, threads: 1 },
      weights: hostTensors(values),
      batches: [batch],
    }));
    answers = trainInTorch(defined(python, 'Python'), requests);
  });

  it.each(cases)('$name: loss, gradients and running statistics agree', found => {
    const torch = defined(answers[cases.indexOf(found)], 'answer');
    const { plan, values, batch } = found;
    tf.tidy(() => {
      const { images, labels } = batchTensors(plan, batch);
      const ours = lossAndGradients(plan, plainOps, tensorsOf(values), images, labels, {
        training: true,
        smoothing: 0.1,
      });
      expect(relativeError(ours.loss.dataSync(), torch.losses)).toBeLessThan(1e-4);
      expect(Object.keys(ours.gradients).sort()).toEqual(Object.keys(torch.gradients).sort());
      for (const [name, expected] of Object.entries(torch.gradients)) {
        const gradient = defined(ours.gradients[name], name);
        expect(gradient.shape).toEqual(expected.shape);
        expect(relativeError(gradient.dataSync(), expected.values), name).toBeLessThan(1e-4);
      }
      for (const [name, statistic] of Object.entries(ours.statistics)) {
        const expected = defined(torch.afterFirst[name], name).values;
        expect(relativeError(statistic.dataSync(), expected), name).toBeLessThan(1e-4);
      }
    });
  });
});

function hostTensors(values: Readonly<Record<string, ParameterValues>>): HostTensors {
  return Object.fromEntries(
    Object.entries(values).map(([name, p]) => [name, { dtype: 'float32', ...p } as const]),
  );
}
