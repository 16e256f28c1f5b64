import { expect, it } from 'vitest';
import { contextOf, Nodes } from '../../../src/host/viewer/tree/nodes.ts';
import { groupRuns } from '../../../src/host/viewer/tree/rows.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import { runView } from './runView.ts';

const running = (step: number): Partial<RunView> => ({
  step,
  life: { state: 'running', phase: 'training', stopping: false, secondsLeft: null },
});
const update = (nodes: Nodes, ...runs: Partial<RunView>[]) =>
  nodes.update(groupRuns(runs.map(runView), '', 'newest'));

it('draws only the row of the run that went on', () => {
  const nodes = new Nodes();
  expect(update(nodes, { id: 'a', ...running(6) }, { id: 'b' })).toEqual([undefined]);
  const node = nodes.find('a');
  expect(update(nodes, { id: 'a', ...running(6) }, { id: 'b' })).toEqual([]);
  expect(update(nodes, { id: 'a', ...running(12) }, { id: 'b' })).toEqual([node]);
  expect(nodes.find('a')).toBe(node);
});

it('draws only the group that got a run, and the whole tree for a new group', () => {
  const nodes = new Nodes();
  const other = { id: 'z', notebook: 'depth.resnet.yaml', created: '2026-11-20T12:00:00Z' };
  update(nodes, { id: 'a' }, other);
  const [group] = nodes.roots;
  expect(update(nodes, { id: 'a' }, { id: 'b' }, other)).toEqual([group]);
  expect(update(nodes, { id: 'b' }, other)).toEqual([group]);
  expect(nodes.find('a')).toBeUndefined();
  expect(update(nodes, { id: 'b' })).toEqual([undefined]);
});

it.each([
  [running(3), 'run stoppable alive forkable notebook'],
  [
    { life: { state: 'queued', ahead: 2 }, checkpoints: [] },
    'run stoppable alive movable notebook',
  ],
  [{ life: { state: 'queued', ahead: 0 }, checkpoints: [] }, 'run stoppable alive notebook'],
  [{ canResume: true, life: { state: 'stopped' } }, 'run ended resumable forkable notebook'],
  [
    { notebook: null, checkpoints: [], life: { state: 'silent', since: '' } },
    'run stoppable alive',
  ],
] as [Partial<RunView>, string][])('menus know of %o: %s', (given, words) => {
  const row = { run: runView(given), label: '', description: '' };
  expect(contextOf(row)).toBe(words);
});
