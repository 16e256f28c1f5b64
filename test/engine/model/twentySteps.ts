import { defined } from '../../../src/base/index.ts';
import { createProgram } from '../../../src/engine/compile/index.ts';
import { evaluationBatches, openDataset } from '../../../src/engine/data/index.ts';
import { opsFor } from '../../../src/engine/model/ops/index.ts';
import type { loadEngine } from '../../../src/engine/native/index.ts';
import {
  createOptimizer,
  emptySlots,
  initialWeights,
  openLevel,
} from '../../../src/engine/train/index.ts';
import type { OptimizerValue } from '../../../src/language/index.ts';
import { planNetwork, presetNetwork, type NetworkPlan } from '../../../src/network/index.ts';
import type { TorchBatch, TorchRequest } from '../../bench/torch/torch.ts';

type Engine = Awaited<ReturnType<typeof loadEngine>>;

export const steps = 20;
/** Used in turns, so that even twenty small steps learn something. */
export const batchCount = 5;
const batchSize = 32;
const sgd = {
  kind: 'sgd',
  momentum: 0.9,
  nesterov: false,
  decay: 1e-4,
  decayOn: 'weights',
} as const;
const adamw = {
  kind: 'adamw',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  decay: 0.05,
  decayOn: 'all',
} as const;

export interface Case {
  readonly name: string;
  readonly preset: string;
  readonly optimizer: OptimizerValue;
  readonly rate: number;
  readonly clip?: number;
}

// Rates are low because rounding differences grow with them: at 0.05 and more, PyTorch in float32 is
// as far from PyTorch in float64 after ten steps as we are (1e-3 to 1e-2).
export const cases: readonly Case[] = [
  { name: 'ResNet-14, momentum', preset: 'resnet', optimizer: sgd, rate: 0.005 },
  {
    name: 'ResNet-14 v1, Nesterov, decay on all, clipped',
    preset: 'resnet-v1',
    optimizer: { ...sgd, nesterov: true, decay: 2e-4, decayOn: 'all' },
    rate: 0.003,
    clip: 1,
  },
  { name: 'plain-14, AdamW', preset: 'plain', optimizer: adamw, rate: 1e-4 },
];

/** Half the width of the CIFAR network, since tests share their machine. */
function planOf({ preset }: Case): NetworkPlan {
  return planNetwork(presetNetwork({ preset, depth: 14, width: 8, input: [28, 28, 1] }));
}

/** Real images, standardised. */
export async function readBatches(): Promise<TorchBatch[]> {
  const dataset = await openDataset({ set: './media/data/mnist-sample', format: null });
  const indices = Int32Array.from({ length: batchCount * batchSize }, (_, i) => i);
  const { shape } = dataset;
  const source = evaluationBatches(
    { split: dataset.train, indices },
    { shape, batch: batchSize, standardize: 'per-image', worker: false },
  );
  return Promise.all(Array.from({ length: batchCount }, (_, i) => source.batch(i)));
}

/** The cosine schedule's rates, so that each step has another one. */
const ratesOf = ({ rate }: Case): number[] =>
  Array.from({ length: steps }, (_, i) => (rate / 2) * (1 + Math.cos((Math.PI * i) / steps)));

/** What our engine loses in each step, from the same weights on the same batches. */
export function lossesOf(engine: Engine, found: Case, batches: readonly TorchBatch[]): number[] {
  const compiled = engine.name === 'tensorflow';
  const plan = planOf(found);
  const optimizer = createOptimizer(found.optimizer);
  const level = openLevel({
    plan,
    runtime: {
      ops: opsFor(engine),
      compiled,
      createProgram: definition => createProgram(definition, { compiled }),
    },
    recipe: { optimizer: found.optimizer, clip: found.clip ?? null, labelSmoothing: 0 },
    optimizer,
    batch: batchSize,
    seed: 1,
    evaluationSizes: [],
    state: { ...initialWeights(plan, 1), ...emptySlots(plan, optimizer) },
  });
  const rates = ratesOf(found);
  const losses = rates.map((rate, step) => {
    const batch = defined(batches[step % batchCount], 'batch');
    return level.step(batch, { step, rate, updates: step, norms: false }).loss;
  });
  level.dispose();
  return losses;
}

/** What PyTorch is asked to do for each case. */
export function torchRequests(
  batches: readonly TorchBatch[],
  device: 'cpu' | 'cuda' = 'cpu',
): readonly TorchRequest[] {
  return cases.map(found => {
    const plan = planOf(found);
    const recipe = { optimizer: found.optimizer, clip: found.clip };
    return {
      job: { plan, recipe, rates: ratesOf(found), steps, threads: 1, device },
      weights: initialWeights(plan, 1),
      batches,
    };
  });
}
