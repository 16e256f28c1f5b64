import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../src/base/index.ts';
import { trainingBatches } from '../../src/engine/data/index.ts';
import {
  createOptimizer,
  emptySlots,
  initialWeights,
  loadCheckpoint,
  planDigest,
  saveCheckpoint,
  type Checkpoint,
} from '../../src/engine/train/index.ts';
import { presetNetwork } from '../../src/network/index.ts';
import { blocksSchema, metricsSchema } from '../../src/record/index.ts';
import { claimRun } from '../../src/store/tables/index.ts';
import { benchLanguage } from './language.ts';
import { benchNetwork } from './networks.ts';
import { timing, type Timing } from './stats.ts';

export interface OtherResult extends Timing {
  readonly name: string;
  readonly engine: string;
  readonly note: string;
}

/** What a training does beside its steps, each alone: batches, records, checkpoints. */
export async function benchOthers(log: (line: string) => void): Promise<OtherResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    log('language, data pipeline, records, checkpoints');
    return [
      ...benchLanguage(),
      await benchBatches(),
      benchRecords(folder),
      ...(await benchCheckpoints(folder)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CIFAR's shape, crop, flip and standardisation, in this thread. */
async function benchBatches(): Promise<OtherResult> {
  const shape = [32, 32, 3] as const;
  const count = 5000;
  const random = Random.of(1, 'bench');
  const images = Uint8Array.from({ length: count * 3072 }, () => random.below(256));
  const labels = Uint8Array.from({ length: count }, () => random.below(10));
  const source = trainingBatches(
    { split: { count, images, labels }, indices: Int32Array.from({ length: count }, (_, i) => i) },
    {
      shape,
      batch: 100,
      augment: { pad: 4, flip: true },
      standardize: 'per-image',
      seed: 1,
      worker: false,
    },
  );
  const ms: number[] = [];
  for (let step = 0; step < 250; step++) {
    const start = performance.now();
    await source.batch(step);
    if (step >= 50) ms.push(performance.now() - start);
  }
  await source.close();
  const t = timing(ms);
  return {
    name: 'batch of 100, crop + flip + standardise',
    engine: 'data pipeline, one thread',
    ...t,
    note: `${Math.round(100_000 / t.medianMs)} images/s`,
  };
}

/** Rows of one step of ResNet-110 with the norms of its 54 blocks, flushed every 10 steps. */
function benchRecords(folder: string): OtherResult {
  const now = new Date().toISOString();
  const writer = claimRun(folder, {
    format: 1,
    host: 'bench',
    launcher: 'local',
    bootId: 'bench',
    pidNamespace: '',
    timeNamespace: '',
    disk: null,
    uptime: null,
    pid: process.pid,
    startTime: '0',
    started: now,
    node: process.version,
    engine: 'none',
    engineVersion: '0',
    device: 'none',
    reason: 'benchmark',
    settings: {},
  });
  const ms: number[] = [];
  for (let step = 1; step <= 500; step++) {
    const start = performance.now();
    writer.append(metricsSchema, [
      {
        step,
        epoch: step / 500,
        seconds: step,
        split: 'train',
        loss: 1,
        accuracy: 0.5,
        rate: 0.1,
        images_per_second: 100,
        blocks: 54,
        gradient_norm: 1,
      },
    ]);
    writer.append(
      blocksSchema,
      Array.from({ length: 55 }, (_, block) => ({
        step,
        block,
        state: 1,
        residual: block < 54 ? 1 : null,
        gradient: 1,
      })),
    );
    if (step % 10 === 0) writer.flush();
    ms.push(performance.now() - start);
  }
  writer.close();
  return {
    name: 'records of a step with 54 blocks',
    engine: 'run folder',
    ...timing(ms),
    note: 'flushed every 10 steps',
  };
}

async function benchCheckpoints(folder: string): Promise<OtherResult[]> {
  const { plan } = benchNetwork('ResNet-110');
  const optimizer = createOptimizer({
    kind: 'sgd',
    momentum: 0.9,
    nesterov: false,
    decay: 1e-4,
    decayOn: 'weights',
  });
  const checkpoint: Checkpoint = {
    seed: 1,
    epoch: 1,
    counters: { step: 1, updates: 1, growths: 0, evaluated: 0, best: null },
    network: presetNetwork({ preset: 'resnet', depth: 110 }),
    plan: planDigest(plan),
    state: { ...initialWeights(plan, 1), ...emptySlots(plan, optimizer) },
  };
  const [saved, loaded]: [number[], number[]] = [[], []];
  for (let i = 1; i <= 10; i++) {
    const start = performance.now();
    await saveCheckpoint(
      folder,
      { ...checkpoint, counters: { ...checkpoint.counters, step: i } },
      { keep: 1, best: false },
    );
    const middle = performance.now();
    await loadCheckpoint(folder, i);
    saved.push(middle - start);
    loaded.push(performance.now() - middle);
  }
  const note = 'ResNet-110, weights and momentum, 14 MB';
  return [
    { name: 'checkpoint saved', engine: 'safetensors', ...timing(saved), note },
    { name: 'checkpoint loaded', engine: 'safetensors', ...timing(loaded), note },
  ];
}
