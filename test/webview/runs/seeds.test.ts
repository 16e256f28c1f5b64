import { expect, it } from 'vitest';
import { asDrawn } from '../../../webview/runs/seeds.ts';
import { runView } from '../../host/viewer/runView.ts';

const slots = (runs: Parameters<typeof asDrawn>[0]) => asDrawn(runs).map(run => [run.id, run.slot]);
const seeds = [1, 2, 3].map(seed => runView({ id: `s${seed}`, variant: { seed }, slot: seed + 3 }));

it('gives runs that differ by their seed only the look of the first', () => {
  const deep = runView({ id: 'd', digest: 'deep', cell: 'deep', slot: 9 });
  expect(slots([deep, ...seeds])).toEqual([
    ['d', 9],
    ['s1', 4],
    ['s2', 4],
    ['s3', 4],
  ]);
});

it.each([
  ['another text', { digest: 'other' }],
  ['another folder', { notebookFolder: '/lab/2' }],
  ['another cell', { cell: 'other' }],
  ['something set', { variant: { seed: 4, epochs: 2 } }],
])('leaves a run of %s apart', (_, fields) => {
  const other = runView({ id: 'x', variant: { seed: 4 }, slot: 8, ...fields });
  expect(slots([...seeds, other]).at(-1)).toEqual(['x', 8]);
});

it('takes no seed twice into a mean', () => {
  const again = runView({ id: 's4', variant: { seed: 3 }, slot: 8 });
  expect(slots([...seeds, again])).toEqual([
    ['s1', 4],
    ['s2', 5],
    ['s3', 6],
    ['s4', 8],
  ]);
});
