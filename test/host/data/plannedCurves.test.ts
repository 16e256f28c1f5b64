import { afterEach, expect, it } from 'vitest';
import { createRunData } from '../../../src/host/data/index.ts';
import { parseNotebook } from '../../../src/language/index.ts';
import { planNetwork, presetNetwork, summarise } from '../../../src/network/index.ts';
import type { CurvesData, CurvesQuery } from '../../../src/protocol/index.ts';
import { recipeOfCell } from '../../../src/results/index.ts';

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

const closing: { close(): void }[] = [];
afterEach(() => closing.splice(0).forEach(each => each.close()));

async function curves(notebook: string, axis: CurvesQuery['axis'] = 'step'): Promise<CurvesData> {
  const parsed = parseNotebook(notebook);
  const data = createRunData({ stores: () => [], recipe: cell => recipeOfCell(parsed, cell) });
  closing.push(data);
  const query: CurvesQuery = {
    kind: 'curves',
    groups: [{ id: 'g', runs: [], cell: 'base' }],
    lines: [{ split: 'train', column: 'rate', smooth: null }],
    axis,
    range: null,
    width: 1000,
  };
  const answer = await new Promise(resolve => data.subscribe(query, resolve));
  return answer as CurvesData;
}

it('plans the rate of a training that never ran', async () => {
  // 50,000 images in batches of 100: 500 steps an epoch; the cosine begins at 0.1, is half way at 500.
  const { groups } = await curves(text('rate: {cosine: [0.1, 0]}\n'));
  const run = groups[0]?.runs[0];
  expect(run?.lines[0]?.x).toHaveLength(0);
  expect(run?.plan?.end).toBe(1000);
  const { x, y } = run!.plan!.rate;
  expect([x[0], y[0]]).toEqual([1, 0.1]);
  expect(y[x.indexOf(501)]).toBeCloseTo(0.05, 6);
});

it('leaves out what is held back for validation, and counts full batches', async () => {
  const held = text('').replace('data: cifar10', 'data: {set: cifar10, validation: 5050}');
  // 44,950 images: 449 full batches.
  expect((await curves(held)).groups[0]?.runs[0]?.plan?.end).toBe(898);
});

it.each([
  ['a set whose size is not known', text('').replace('cifar10', './images')],
  ['a cell with an error', text('rate: high\n')],
  ['a cell that is not there', 'network: net\npreset: {resnet, depth: 20}\n'],
])('plans nothing for %s', async (_, notebook) => {
  const { groups } = await curves(notebook);
  expect(groups[0]?.runs[0]?.plan ?? null).toBeNull();
});

it('plans the work: more from the step on at which the network grows', async () => {
  const grown = text('grow: {at: [1]}\n');
  const { groups } = await curves(grown);
  const run = groups[0]?.runs[0];
  const work = run!.plan!.work!;
  expect([...work.x]).toEqual([1, 500, 501, 1000]);
  // ResNet-20 has 40.55 M multiply-adds (He et al. 2016, 6n+2 with n = 3), ResNet-38 of n = 6 82.4 M.
  expect(work.y[0]).toBe(work.y[1]);
  expect(work.y[2]).toBe(work.y[3]);
  expect((work.y[0] ?? 0) / 1e6).toBeCloseTo(40.55, 1);
  const summary = summarise(planNetwork(presetNetwork({ preset: 'resnet', depth: 38 })), 100);
  expect(work.y[2]).toBe(summary.macs);
  expect(run?.events).toMatchObject([
    { event: 'growth', x: 500, from: [3, 3, 3], to: [6, 6, 6], stepSize: [1, 0.5] },
  ]);
  const byEpoch = await curves(grown, 'epoch');
  expect([...byEpoch.groups[0]!.runs[0]!.plan!.work!.x]).toEqual([0.002, 1, 1.002, 2]);
});

it('plans one fall of the rate where growth does not restart it', async () => {
  const cosine = text('rate: {cosine: [0.1, 0]}\n');
  const rateOf = async (more: string) =>
    (await curves(cosine + more)).groups[0]!.runs[0]!.plan!.rate.y;
  const [plain, through, again] = [
    await rateOf(''),
    await rateOf('grow: {at: [1.5], restart: false}\n'),
    await rateOf('grow: {at: [1.5]}\n'),
  ];
  expect(through).toEqual(plain);
  expect(Math.max(...again.slice(700))).toBe(0.1);
});

it('plans no work where the network has errors, and none behind the end', async () => {
  const broken = text('').replace('{resnet, depth: 20}', '{resnet, depth: 21}');
  const plan = (await curves(broken)).groups[0]?.runs[0]?.plan;
  expect(plan?.end).toBe(1000);
  expect(plan?.work).toBeNull();
  const late = await curves(text('grow: {at: [2]}\n'));
  expect(late.groups[0]?.runs[0]?.events).toEqual([]);
});
