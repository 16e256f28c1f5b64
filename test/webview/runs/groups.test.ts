import { expect, it } from 'vitest';
import type { Variant } from '../../../src/base/index.ts';
import { curveSets, hasSeeds } from '../../../webview/runs/curves/groups.ts';
import { runView } from '../../host/viewer/runView.ts';

const shown = (runs: Parameters<typeof curveSets>[0], isSplit = false) =>
  curveSets(runs, isSplit).map(set => [set.name, set.slot, set.runs.map(run => run.id)]);

const seeds = [1, 2, 3].map(seed => runView({ id: `s${seed}`, variant: { seed }, slot: seed + 3 }));

it('draws runs that differ by their seed only as one, with the look of the first', () => {
  expect(shown(seeds)).toEqual([['base, 3 seeds', 4, ['s1', 's2', 's3']]]);
  expect(hasSeeds(seeds)).toBe(true);
});

it('draws each for itself on demand', () =>
  expect(shown(seeds, true).map(([name]) => name)).toEqual([
    'base, seed 1',
    'base, seed 2',
    'base, seed 3',
  ]));

it('keeps runs of other texts apart, where the first of them stands', () => {
  const other = runView({ id: 'x', digest: 'other', variant: { seed: 7 } });
  const deep = runView({ id: 'd', digest: 'deep', cell: 'deep' });
  const [one, two, three] = seeds;
  expect(shown([deep, one, other, two, three].flatMap(run => run ?? []))).toEqual([
    ['deep', 0, ['d']],
    ['base, 3 seeds', 4, ['s1', 's2', 's3']],
    ['base, seed 7', 0, ['x']],
  ]);
});

it('takes no runs of two cells together, though they ask for the same', () => {
  const [one, two] = seeds.map((run, i) => ({ ...run, notebookFolder: `/lab/${i}` }));
  expect(shown([one, two].flatMap(run => run ?? []))).toHaveLength(2);
});

it('takes no seed twice into a mean', () => {
  const again = runView({ id: 's4', variant: { seed: 3 } });
  expect(shown([...seeds, again])).toHaveLength(4);
  expect(hasSeeds([...seeds, again])).toBe(false);
});

it('means over the seeds of each variant, and names what was set', () => {
  const momentum = 'optimizer.momentum';
  const set = (id: string, variant: Variant) => runView({ id, variant });
  const runs = [
    set('a', { seed: 1 }),
    set('b', { seed: 1, [momentum]: 0.5 }),
    set('c', { seed: 2 }),
    set('d', { seed: 2, [momentum]: 0.5 }),
    set('e', { seed: 2, [momentum]: 0.5, 'network.padding': 'same' }),
  ];
  expect(shown(runs).map(([name, , ids]) => [name, ids])).toEqual([
    ['base, as written, 2 seeds', ['a', 'c']],
    [`base, ${momentum} 0.5, 2 seeds`, ['b', 'd']],
    [`base, network.padding same, ${momentum} 0.5`, ['e']],
  ]);
  expect(shown(runs, true).map(([name]) => name)).toEqual([
    'base, as written, seed 1',
    `base, ${momentum} 0.5, seed 1`,
    'base, as written, seed 2',
    `base, ${momentum} 0.5, seed 2`,
    `base, network.padding same, ${momentum} 0.5`,
  ]);
});
