import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseNotebook } from '../../src/language/index.ts';
import { chooseCells, queueCells, queueNeeds, requestsOf } from '../../src/runs/index.ts';
import { dequeue, readQueue } from '../../src/runs/queue/index.ts';
import { checkpointName, readRun, writeEnding } from '../../src/store/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';

// What this user queued is remembered there.
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => void vi.unstubAllEnvs());

const studied = `network: tiny
input: [28, 28, 1]
classes: 10
stages:
  - {blocks: 2, filters: 4}
---
norms: by depth
of: base
---
train: base
network: tiny
data: mnist-sample
epochs: 1
seeds: [1, 2]
`;

function invocation(text = studied) {
  return {
    notebook: parseNotebook(text),
    path: '/n/a.resnet.yaml',
    text,
    engine: { name: 'auto', compiled: true },
    data: { folder: null },
    git: null,
    version: '0',
  } as const;
}

/** Cell, seed and whose end each entry waits for, by the places of those in the queue. */
function described(store: string) {
  const queue = readQueue(store);
  return queue.map(({ run, after }) => {
    const { cell, variant, parents } = readRun(path.join(store, 'runs', run)).request;
    expect(after).toEqual(parents.map(parent => parent.run));
    return [cell.name, variant.seed, after.map(id => queue.findIndex(entry => entry.run === id))];
  });
}

it('all cells: a study of each seed waits for the training of that seed', async () => {
  const store = temporaryFolder();
  const { notebook, ...others } = invocation();
  const cells = chooseCells(notebook, undefined);
  const { folders, skipped } = await queueCells(cells, { notebook, ...others }, store);
  expect([folders.length, skipped]).toEqual([4, []]);
  expect(described(store)).toEqual([
    ['base', 1, []],
    ['base', 2, []],
    ['by depth', 1, [0]],
    ['by depth', 2, [1]],
  ]);
});

it('a study alone is queued behind the training that waits already; without one it is skipped', async () => {
  const store = temporaryFolder();
  const asked = invocation();
  const [study] = chooseCells(asked.notebook, 'by depth');
  if (study === undefined) throw new Error('no study');
  expect(await queueNeeds(study, asked, store)).toEqual({ there: 0, missing: 2 });
  expect((await queueCells([study], asked, store)).skipped).toEqual(['by depth']);
  await queueCells(chooseCells(asked.notebook, 'base'), asked, store);
  expect(await queueNeeds(study, asked, store)).toEqual({ there: 2, missing: 0 });
  await queueCells([study], asked, store);
  expect(described(store).slice(2)).toEqual([
    ['by depth', 1, [0]],
    ['by depth', 2, [1]],
  ]);
});

/** A safetensors file without tensors: the length of its header, and that. */
const emptyTensors = Buffer.from('\x02\0\0\0\0\0\0\0{}');

const chain = `train: later
network: tiny
data: mnist-sample
epochs: 1
from: fine
---
train: fine
network: tiny
data: mnist-sample
epochs: 2
seeds: [2, 1]
from: base
---
${studied.replace(/norms[^]*?---\n/, '')}`;

it('a training is queued behind the one whose weights it starts from, seed by seed', async () => {
  const store = temporaryFolder();
  const asked = invocation(chain);
  await queueCells(chooseCells(asked.notebook, undefined), asked, store);
  expect(described(store)).toEqual([
    ['base', 1, []],
    ['base', 2, []],
    ['fine', 2, [1]],
    ['fine', 1, [0]],
    ['later', 1, [3]],
  ]);
  const last = readQueue(store).at(-1)?.run ?? '';
  const { parents, value } = readRun(path.join(store, 'runs', last)).request;
  const [, , , fine] = readQueue(store);
  expect(parents).toEqual([{ run: fine?.run, step: null, role: 'weights' }]);
  expect(value).toMatchObject({ from: 'fine' });
});

it('a training alone starts from what has finished, waits for what waits, and is skipped without', async () => {
  const store = temporaryFolder();
  const asked = invocation(chain);
  const [fine] = chooseCells(asked.notebook, 'fine');
  if (fine === undefined) throw new Error('no training');
  expect(await queueNeeds(fine, asked, store)).toEqual({ there: 0, missing: 2 });
  expect((await queueCells([fine], asked, store)).skipped).toEqual(['fine']);
  const { folders } = await queueCells(chooseCells(asked.notebook, 'base'), asked, store);
  const [first = ''] = folders;
  for (const { run } of readQueue(store)) dequeue(store, run);
  fs.mkdirSync(path.join(first, 'checkpoints'), { recursive: true });
  fs.writeFileSync(path.join(first, 'checkpoints', checkpointName(300)), emptyTensors);
  writeEnding(first, { ending: 'finished' });
  // Seed 2 has not run, and does not wait any more: it is left out.
  expect((await requestsOf(fine, asked, store)).requests).toMatchObject([
    { variant: { seed: 1 }, parents: [{ run: path.basename(first), step: 300, role: 'weights' }] },
  ]);
  expect(await queueNeeds(fine, asked, store)).toMatchObject({ there: 2 });
});

it('what was set for a training is told by the variants that start from it, however far', async () => {
  const store = temporaryFolder();
  const variants = new Map([['base', [{ seed: 1, epochs: 3 }]]]);
  const asked = { ...invocation(chain), variants };
  await queueCells(chooseCells(asked.notebook, undefined), asked, store);
  const queue = readQueue(store).map(({ run }) => readRun(path.join(store, 'runs', run)).request);
  expect(queue.map(({ cell, variant }) => [cell.name, variant])).toEqual([
    ['base', { seed: 1, epochs: 3 }],
    ['fine', { seed: 1, 'from.epochs': 3 }],
    ['later', { seed: 1, 'from.from.epochs': 3 }],
  ]);
});
