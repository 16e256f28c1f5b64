import { expect, it } from 'vitest';
import { parseNotebook } from '../../src/language/index.ts';
import { planNetwork, presetNetwork, summarise } from '../../src/network/index.ts';
import { recipeOfCell } from '../../src/results/plan.ts';
import { plannedTraining } from '../../src/results/trainingRun.ts';

const text = (more: string) => `network: net
input: [32, 32, 3]
classes: 10
preset: {resnet, depth: 20}
---
train: base
network: net
data: cifar10
epochs: 2
batch: 100
${more}`;

function planned(notebook: string) {
  const recipe = recipeOfCell(parseNotebook(notebook), 'base');
  if (recipe === null) return null;
  const cell = { cell: 'base', slot: 0, asked: new Map(), recipeKey: '' };
  return plannedTraining({ ...cell, recipe });
}

it('plans a training that never ran: no rows, and its full batches', () => {
  const run = planned(text('rate: {cosine: [0.1, 0]}\n'));
  expect(run).toMatchObject({ standing: null, seed: 1, classes: 10, dataSet: 'cifar10' });
  expect(run?.metrics.train.rows).toBe(0);
  // 50,000 images in batches of 100.
  expect(run?.stepsPerEpoch).toBe(500);
});

it('leaves out what is held back for validation, and counts full batches', () => {
  const held = text('').replace('data: cifar10', 'data: {set: cifar10, validation: 5050}');
  // 44,950 images: 449 full batches.
  expect(planned(held)?.stepsPerEpoch).toBe(449);
});

it('plans no steps of a set whose size is not known', () => {
  const run = planned(text('').replace('cifar10', './images'));
  expect([run?.stepsPerEpoch, run?.levels]).toEqual([null, []]);
});

it.each([
  ['a cell with an error', text('rate: high\n')],
  ['a cell that is not there', 'network: net\npreset: {resnet, depth: 20}\n'],
])('plans nothing for %s', (_, notebook) => expect(planned(notebook)).toBeNull());

it('plans the work: more from the step on at which the network grows', () => {
  const run = planned(text('grow: {at: [1]}\n'));
  // ResNet-20 has 40.55 M multiply-adds (He et al. 2016, 6n+2 with n = 3), ResNet-38 of n = 6 82.4 M.
  const summary = summarise(planNetwork(presetNetwork({ preset: 'resnet', depth: 38 })), 100);
  expect(run?.levels).toEqual([
    { from: 0, multiplyAdds: expect.any(Number) as number },
    { from: 500, multiplyAdds: summary.macs },
  ]);
  expect((run?.levels[0]?.multiplyAdds ?? 0) / 1e6).toBeCloseTo(40.55, 1);
  expect(run?.events).toMatchObject([
    { event: 'growth', step: 500, from: [3, 3, 3], to: [6, 6, 6], stepSize: [1, 0.5] },
  ]);
});

it('plans no work where the network has errors, and none behind the end', () => {
  const broken = text('').replace('{resnet, depth: 20}', '{resnet, depth: 21}');
  expect(planned(broken)).toMatchObject({ stepsPerEpoch: 500, levels: [] });
  expect(planned(text('grow: {at: [2]}\n'))).toMatchObject({ events: [], levels: [{ from: 0 }] });
});
