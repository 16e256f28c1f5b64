import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseNotebook } from '../../src/language/index.ts';
import { chooseCells, queueCells, queueNeeds } from '../../src/runs/index.ts';
import { readQueue } from '../../src/runs/queue/index.ts';
import { readRun } from '../../src/store/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';

// What this user queued is remembered there.
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => void vi.unstubAllEnvs());

const text = `network: tiny
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

function invocation() {
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
    expect(after).toEqual(cell.name === 'base' ? [] : parents.map(parent => parent.run));
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
