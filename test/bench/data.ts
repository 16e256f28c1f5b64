/**
 * `npm run bench -- --only data`, or `node out/bench/data.js` once bundled: what views wait for. Each
 * is measured beside what it would take to do without (Arrow's own reader and a plain filter), in
 * the same run, in turn; the median counts.
 */
import { tableFromIPC } from 'apache-arrow';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Row } from '../../src/base/index.ts';
import { createRunCatalog, createRunData, createRunIndex } from '../../src/host/data/index.ts';
import { wholeView } from '../../src/curves/index.ts';
import type { Data, FiguresQuery } from '../../src/protocol/index.ts';
import { encodeBatch, encodeSchema, endOfStream } from '../../src/record/tables/index.ts';
import { metricsSchema, thinLine } from '../../src/record/index.ts';
import { createRun, type NewRun } from '../../src/store/index.ts';

export interface DataResult {
  readonly name: string;
  readonly medianMs: number;
  /** Of the same by other means; null where there are none. */
  readonly otherMs: number | null;
  readonly budgetMs: number;
}

const rounds = 5;

/** Measures all; folders are made and removed again. */
export async function benchData(log: (line: string) => void): Promise<DataResult[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'residual-lab-bench-'));
  try {
    const results = [
      thinning(),
      await comparing(path.join(folder, 'a')),
      await listing(path.join(folder, 'b')),
    ];
    for (const { name, medianMs, otherMs, budgetMs } of results.flat())
      log(
        `${name}: ${medianMs.toFixed(1)} ms (budget ${budgetMs} ms)` +
          (otherMs === null
            ? ''
            : `, ${(medianMs / otherMs).toFixed(2)} of the time that it takes without`),
      );
    return results.flat();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A million points to 1,600 pixels, all and zoomed, beside a filter that goes through all of them. */
function thinning(): DataResult[] {
  const length = 1_000_000;
  const x = Float64Array.from({ length }, (_, i) => i);
  const y = x.map(i => Math.sin(i / 1000) + Math.random());
  const all = { x, y, length };
  const zoom = () => thinLine(all, 400_000, 410_000, 1600);
  return [
    {
      name: '1 M points thinned to 1,600 pixels',
      ...inTurn(
        () => thinLine(all, 0, length, 1600),
        () => Array.from(x, (at, i) => ({ x: at, y: y[i] })).filter(p => p.x >= 0),
      ),
      budgetMs: 100,
    },
    {
      name: 'zoom into a hundredth of 1 M points',
      ...inTurn(zoom, () =>
        Array.from(x, (at, i) => ({ x: at, y: y[i] })).filter(p => p.x >= 4e5 && p.x <= 4.1e5),
      ),
      budgetMs: 150,
    },
  ];
}

/** 50 runs of 10,000 steps, from their files to what is drawn, beside Arrow's reader and a filter. */
async function comparing(store: string): Promise<DataResult> {
  const ids: string[] = [];
  for (let seed = 0; seed < 50; seed++) {
    const run = await createRun(store, request(seed));
    fs.writeFileSync(path.join(run, 'metrics.arrows'), metrics(10_000));
    fs.writeFileSync(path.join(run, 'end.json'), ending);
    ids.push(path.basename(run));
  }
  const query: FiguresQuery = {
    ...{ kind: 'figures', of: { runs: ids, as: 'curves' }, runs: [], axis: 'step', smooth: 0.9 },
    ...{ width: 800, ranges: {}, frame: null, selected: null, choices: {}, hidden: [] },
  };
  const shown = ids.map((id, slot) => ({ id, label: id, slot }));
  const asking = {
    ...{ as: 'curves', name: '', value: null, runs: shown, trainings: [], planned: null },
    ...{ view: { ...wholeView, width: 800 }, frame: null, selected: null, bandFactor: 1 },
  };
  const ours = async () => {
    const data = createRunData({ stores: () => [store], figures: () => asking });
    const found = await new Promise<Data>(resolve => data.subscribe(query, resolve));
    data.close();
    return found;
  };
  const plain = () =>
    Promise.resolve(
      ids.map(
        id =>
          tableFromIPC(fs.readFileSync(path.join(store, 'runs', id, 'metrics.arrows')))
            .toArray()
            .filter((row: Row | null) => row?.['split'] === 'train').length,
      ),
    );
  return {
    name: '50 runs of 10,000 steps compared',
    ...(await inTurnAsync(ours, plain)),
    budgetMs: 1000,
  };
}

async function listing(store: string): Promise<DataResult[]> {
  for (let i = 0; i < 1500; i++) {
    const run = await createRun(store, request(i));
    fs.writeFileSync(path.join(run, 'end.json'), ending);
    fs.writeFileSync(path.join(run, 'status.json'), status);
    fs.writeFileSync(path.join(run, 'process.json'), owner);
  }
  const memory = { get: () => undefined, update: () => Promise.resolve() };
  const list = async () => {
    const index = createRunIndex({ stores: () => [store] });
    await index.ready;
    const count = createRunCatalog(index, memory).runs.length;
    if (count !== 1500) throw new Error(`${count} runs were listed`);
    return index;
  };
  const first = await inTurnAsync(list, null);
  const index = await list();
  const again = await inTurnAsync(() => index.refresh(), null);
  index.close();
  return [
    { name: '1,500 runs listed', ...first, budgetMs: 1000 },
    { name: '1,500 runs looked at again', ...again, budgetMs: 50 },
  ];
}

function inTurn(ours: () => unknown, other: () => unknown) {
  const times = Array.from({ length: rounds }, () => [timeOf(ours), timeOf(other)] as const);
  return { medianMs: median(times.map(t => t[0])), otherMs: median(times.map(t => t[1])) };
}

async function inTurnAsync(ours: () => Promise<unknown>, other: (() => Promise<unknown>) | null) {
  const [mine, theirs]: number[][] = [[], []];
  for (let i = 0; i < rounds; i++) {
    mine?.push(await timeOfAsync(ours));
    if (other !== null) theirs?.push(await timeOfAsync(other));
  }
  return { medianMs: median(mine ?? []), otherMs: other === null ? null : median(theirs ?? []) };
}

function timeOf(work: () => unknown): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

async function timeOfAsync(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

const time = new Date().toISOString();
const ending = JSON.stringify({ format: 1, time, ending: 'finished' });
const status = JSON.stringify({
  format: 1,
  time,
  state: 'ended',
  phase: 'training',
  step: 10_000,
  steps: 10_000,
  epoch: 10,
  epochs: 10,
  secondsElapsed: 100,
  secondsLeft: 0,
  metrics: { loss: 0.1, test_accuracy: 0.9 },
});
const owner = JSON.stringify({
  format: 1,
  host: 'h',
  bootId: 'b',
  pid: 1,
  startTime: '1',
  started: time,
  node: 'v20',
  engine: 'tensorflow',
  engineVersion: '2',
  device: 'CPU',
  reason: 'bench',
  settings: {},
});

function request(seed: number): NewRun {
  return {
    kind: 'train',
    notebook: '/n/bench.resnet.yaml',
    cell: { name: 'bench', text: 'train: bench\n', digest: 'd' },
    variant: { seed },
    value: { epochs: 10, rate: { kind: 'constant', rate: 0.1 }, warmup: 0, grow: null },
    network: null,
    parents: [],
    engine: { name: 'auto', compiled: true },
    data: { folder: null },
    git: null,
    version: '0',
  };
}

/** A table as an engine leaves it: a batch for every hundred steps, and an evaluation with each. */
function metrics(steps: number): Buffer {
  const parts = [encodeSchema(metricsSchema)];
  const row = (step: number, split: string): Row => ({
    step,
    epoch: step / 1000,
    seconds: step / 100,
    split,
    loss: 1 / step + Math.random(),
    accuracy: Math.random(),
    rate: 0.1,
    images_per_second: 1000,
    blocks: 9,
    gradient_norm: 1,
  });
  for (let step = 1; step <= steps; step += 100) {
    const rows = Array.from({ length: 100 }, (_, i) => row(step + i, 'train'));
    parts.push(encodeBatch(metricsSchema, [...rows, row(step + 99, 'test')]));
  }
  return Buffer.concat([...parts, endOfStream]);
}
