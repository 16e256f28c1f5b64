/**
 * A program: twenty training steps here and in PyTorch from the same weights on the same batches.
 * Arguments: the device for PyTorch, `cpu` or `cuda`.
 */
import { loadEngine } from '../../../src/engine/native/index.ts';
import { findTorch, trainInTorch } from '../../bench/torch/torch.ts';
import {
  cases,
  lossesOf,
  readBatches,
  steps,
  torchRequests,
} from '../../engine/model/twentySteps.ts';
import { say } from './say.ts';

async function main(): Promise<void> {
  const python = findTorch();
  if (python === undefined) throw new Error('no Python with torch');
  const device = process.argv[2] === 'cuda' ? 'cuda' : 'cpu';
  const batches = await readBatches();
  const answers = trainInTorch(python, torchRequests(batches, device));
  const engine = await loadEngine('tensorflow');
  for (const [i, found] of cases.entries()) {
    const theirs = answers[i]?.losses ?? [];
    const ours = lossesOf(engine, found, batches);
    const difference = Math.max(
      ...ours.map((loss, step) => Math.abs(loss - (theirs[step] ?? NaN))),
    );
    say({
      name: found.name,
      ok: difference < 1e-3,
      text: `losses of ${steps} steps differ by ${difference.toExponential(1)} at most`,
      values: { largestDifference: difference, ours, theirs },
    });
  }
}

void main();
