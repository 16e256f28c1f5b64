import { Random, type Row } from '../../../src/base/index.ts';
import {
  evaluationBatches,
  trainingBatches,
  type Split,
  type View,
} from '../../../src/engine/data/index.ts';
import { train } from '../../../src/engine/train/index.ts';
import type {
  Checkpoint,
  Runtime,
  TrainEnding,
  TrainOptions,
  TrainRecord,
} from '../../../src/engine/train/index.ts';
import type { NetworkValue, TrainValue } from '../../../src/language/index.ts';
import { presetNetwork } from '../../../src/network/index.ts';

const size = 4;

/** 4x4x1 images whose class is the quadrant that is bright: separable, with noise. */
export function quadrants(count: number, seed: number): Split {
  const random = Random.of(seed, 'quadrants');
  const images = new Uint8Array(count * size * size);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = random.below(4);
    labels[i] = label;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const inside = (y >= size / 2 ? 2 : 0) + (x >= size / 2 ? 1 : 0) === label;
        images[(i * size + y) * size + x] = random.below(120) + (inside ? 120 : 0);
      }
    }
  }
  return { count, images, labels };
}

export function wholeView(split: Split): View {
  return { split, indices: Int32Array.from({ length: split.count }, (_, i) => i) };
}

/** A pre-activation network for `quadrants`: two blocks in each of two stages. */
export function tinyNetwork(change: Partial<NetworkValue> = {}): NetworkValue {
  const value = presetNetwork({
    preset: 'resnet',
    depth: 14,
    width: 4,
    input: [size, size, 1],
    classes: 4,
  });
  return { ...value, stages: value.stages.slice(0, 2), ...change };
}

export const recipe: TrainValue = {
  network: 'tiny',
  data: {
    set: 'quadrants',
    format: null,
    augment: { pad: 0, flip: false },
    standardize: 'per-image',
    validation: 0,
    trainSubset: null,
    testSubset: null,
  },
  epochs: 3,
  batch: 8,
  optimizer: { kind: 'sgd', momentum: 0.9, nesterov: false, decay: 1e-4, decayOn: 'all' },
  rate: { kind: 'cosine', max: 0.1, min: 0, restarts: [] },
  warmup: 0,
  labelSmoothing: 0,
  clip: null,
  grow: null,
  seeds: [1],
  precision: 'float32',
  evaluate: 1,
  norms: 0,
  checkpoints: { every: 1, keep: 3, best: false },
  from: null,
};

export interface Case {
  readonly runtime: Runtime;
  readonly network?: NetworkValue;
  readonly recipe?: Partial<TrainValue>;
  readonly start?: TrainOptions['start'];
  /** Ask to stop once this many steps are done. */
  readonly stopAt?: number;
  /** Ask to stop while the network is evaluated for the how-many-th time. */
  readonly stopInEvaluation?: number;
  readonly examples?: number;
  readonly validation?: number;
  /** Test examples; 32 are one whole batch. */
  readonly test?: number;
}

export interface Outcome {
  readonly records: readonly TrainRecord[];
  readonly ending: TrainEnding;
  readonly checkpoints: readonly Checkpoint[];
}

/** Runs a training on `quadrants` to its end and collects everything that it yields. */
export async function runTraining(options: Case): Promise<Outcome> {
  const value = { ...recipe, ...options.recipe };
  const seed = value.seeds[0] ?? 1;
  const common = { shape: [size, size, 1], standardize: 'per-image', worker: false } as const;
  const view = wholeView(quadrants(options.examples ?? 48, 1));
  const training = trainingBatches(view, {
    ...common,
    batch: value.batch,
    augment: value.data.augment,
    seed,
  });
  const evaluation = (count: number, split: 'validation' | 'test') => ({
    split,
    source: evaluationBatches(wholeView(quadrants(count, 2)), { ...common, batch: 32 }),
  });
  let done = 0;
  let evaluations = 0;
  const run = train({
    network: options.network ?? tinyNetwork(),
    recipe: value,
    seed,
    runtime: options.runtime,
    data: {
      training,
      evaluations: [
        ...(options.validation ? [evaluation(options.validation, 'validation')] : []),
        evaluation(options.test ?? 32, 'test'),
      ],
      evaluationBatch: 32,
    },
    start: options.start ?? { kind: 'new', weights: null },
    stopRequested: () =>
      (options.stopAt !== undefined && done >= options.stopAt) ||
      (options.stopInEvaluation !== undefined && evaluations >= options.stopInEvaluation),
  });
  const records: TrainRecord[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { records, ending: next.value, checkpoints: checkpointsOf(records) };
    records.push(next.value);
    if (next.value.kind !== 'progress') continue;
    done = next.value.progress.step;
    if (next.value.progress.phase === 'evaluating') evaluations += 1;
  }
}

function checkpointsOf(records: readonly TrainRecord[]): Checkpoint[] {
  return records.flatMap(r => (r.kind === 'checkpoint' ? [r.checkpoint] : []));
}

/** Values of a column of metrics.arrows, rows of one split. */
export function column(outcome: Outcome, name: string, split: string): number[] {
  return outcome.records.flatMap(r =>
    r.kind === 'metrics' && r.row['split'] === split ? [Number(r.row[name])] : [],
  );
}

/** Rows of events.arrows. */
export function eventsOf(outcome: Outcome): Row[] {
  return outcome.records.flatMap(r => (r.kind === 'event' ? [r.row] : []));
}
