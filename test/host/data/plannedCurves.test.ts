import { afterEach, expect, it } from 'vitest';
import { createRunData, recipeOfCell } from '../../../src/host/data/index.ts';
import { parseNotebook } from '../../../src/language/index.ts';
import type { CurvesData, CurvesQuery } from '../../../src/protocol/index.ts';

const text = (more: string) => `network: net
preset: {resnet: 20}
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
  ['a cell that is not there', 'network: net\npreset: {resnet: 20}\n'],
])('plans nothing for %s', async (_, notebook) => {
  const { groups } = await curves(notebook);
  expect(groups[0]?.runs[0]?.plan ?? null).toBeNull();
});
