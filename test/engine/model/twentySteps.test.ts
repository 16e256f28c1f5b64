import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import {
  findTorch,
  trainInTorch,
  type TorchAnswer,
  type TorchBatch,
} from '../../bench/torch/torch.ts';
import { batchCount, cases, lossesOf, readBatches, steps, torchRequests } from './twentySteps.ts';

const python = findTorch();
const engine = await loadEngine('auto');
const missing = !python
  ? ' [skipped: no Python with torch; set RESIDUAL_LAB_PYTHON]'
  : engine.name === 'cpu'
    ? ' [skipped: the cpu backend takes minutes for it]'
    : '';

describe.skipIf(missing)(`twenty steps on ${engine.name} and in PyTorch${missing}`, () => {
  let answers: readonly TorchAnswer[] = [];
  let batches: readonly TorchBatch[] = [];

  beforeAll(async () => {
    batches = await readBatches();
    answers = trainInTorch(defined(python, 'Python'), torchRequests(batches));
  }, 300_000);

  it.each(cases)('$name: the losses agree to 1e-3', { timeout: 300_000 }, found => {
    const theirs = defined(answers[cases.indexOf(found)], 'answer').losses;
    const ours = lossesOf(engine, found, batches);
    const differences = ours.map((loss, i) => Math.abs(loss - defined(theirs[i], 'loss')));
    expect(ours).toHaveLength(steps);
    expect(Math.max(...differences)).toBeLessThan(1e-3);
    // it learns, so the agreement is not that of two networks standing still
    const mean = (losses: readonly number[]) => losses.reduce((a, b) => a + b, 0) / batchCount;
    expect(mean(ours.slice(-batchCount))).toBeLessThan(mean(ours.slice(0, batchCount)) - 0.04);
  });
});
