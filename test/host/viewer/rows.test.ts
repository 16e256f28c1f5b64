import { describe as group, expect, it } from 'vitest';
import { formatDuration, type Variant } from '../../../src/base/index.ts';
import { describe } from '../../../src/host/viewer/tree/describe.ts';
import { matches } from '../../../src/host/viewer/tree/filter.ts';
import { groupRuns } from '../../../src/host/viewer/tree/rows.ts';
import { tooltipMarkdown } from '../../../src/host/viewer/tree/tooltip.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import { runView } from './runView.ts';

const running = { state: 'running', phase: 'training', stopping: false } as const;
const failed = { state: 'failed', message: 'loss is NaN', advice: null } as const;

const described: [Partial<RunView>, string][] = [
  [{}, '57.0 % · 3 min 16 s'],
  [
    { accuracy: 0.448, step: 414, life: { ...running, secondsLeft: 67 } },
    '44.8 % · 69 % · 1 min 07 s left',
  ],
  [
    { accuracy: null, step: 3, steps: 0, life: { ...running, secondsLeft: null } },
    'step 3 · running',
  ],
  [{ accuracy: 0.396, step: 350, life: { state: 'stopped' } }, '39.6 % · stopped at 350 of 600'],
  [{ accuracy: null, step: 2, life: failed }, 'failed at step 2: loss is NaN'],
  [{ accuracy: null, life: { state: 'queued', ahead: 1 } }, 'queued · 1 ahead'],
  [{ kind: 'lesion', accuracy: null, secondsElapsed: 7, tags: ['best'] }, 'lesion · 7 s · #best'],
];
it.each(described)('describes %o', (given, text) => expect(describe(runView(given))).toBe(text));

it.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [67, '1 min 07 s'],
  [3600, '1 h 00 min'],
  [90_000, '1 d 01 h'],
])('%d seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

it('groups by notebook, the one with the newest run first', () => {
  const groups = groupRuns(
    [
      runView({ id: 'a', created: '2026-11-21T10:00:00Z' }),
      runView({ id: 'b', notebook: 'depth.resnet.yaml', created: '2026-11-21T12:00:00Z' }),
      runView({ id: 'c', cell: 'deep', created: '2026-11-21T11:00:00Z' }),
    ],
    '',
    'newest',
  );
  expect(groups.map(g => [g.label, g.description, g.rows.map(r => r.run.id)])).toEqual([
    ['depth.resnet.yaml', '1 run', ['b']],
    ['residuals.resnet.yaml', '2 runs', ['c', 'a']],
  ]);
});

it('keeps notebooks of one name in several folders apart, and says where they are', () => {
  const groups = groupRuns(
    [
      runView({ id: 'a', notebookFolder: '/lab/one/x' }),
      runView({ id: 'b', notebookFolder: '/lab/two/x' }),
      runView({ id: 'c', notebookFolder: '/lab/two/x' }),
      runView({ id: 'd', notebookFolder: '/lab/two/x', notebook: 'depth.resnet.yaml' }),
      runView({ id: 'e', notebookFolder: null, notebook: null }),
    ],
    '',
    'newest',
  );
  const shown = groups.map(g => [g.label, g.description, g.rows.map(r => r.run.id)]);
  expect(shown).toEqual([
    ['residuals.resnet.yaml', 'one/x · 1 run', ['a']],
    ['residuals.resnet.yaml', 'two/x · 2 runs', ['b', 'c']],
    ['depth.resnet.yaml', '1 run', ['d']],
    ['Without a notebook', '1 run', ['e']],
  ]);
});

it('tells seeds apart, and runs of one seed by when they began', () => {
  const noon = new Date(2026, 10, 21, 12, 4).toISOString();
  const runs = [
    runView({ id: 'a', created: noon }),
    runView({ id: 'b', created: noon }),
    runView({ id: 'c', variant: { seed: 2 } }),
    runView({ id: 'd', cell: 'deep', variant: { seed: 2 } }),
  ];
  const [group] = groupRuns(runs, '', 'name', new Date(2026, 10, 21, 13, 0));
  expect(group?.rows.map(r => `${r.label} | ${r.description}`)).toEqual([
    'base seed 1 | 57.0 % · 3 min 16 s · from 12:04',
    'base seed 1 | 57.0 % · 3 min 16 s · from 12:04',
    'base seed 2 | 57.0 % · 3 min 16 s',
    'deep | 57.0 % · 3 min 16 s',
  ]);
});

it('sorts by accuracy with the best first, and by state with what runs first', () => {
  const runs = [
    runView({ id: 'a', accuracy: 0.4 }),
    runView({ id: 'b', accuracy: null, life: failed }),
    runView({ id: 'c', accuracy: 0.5, life: { ...running, secondsLeft: 1 } }),
  ];
  const ids = (sorting: 'accuracy' | 'state') =>
    groupRuns(runs, '', sorting)[0]?.rows.map(r => r.run.id);
  expect(ids('accuracy')).toEqual(['c', 'a', 'b']);
  expect(ids('state')).toEqual(['c', 'b', 'a']);
});

it.each([
  ['', true],
  ['BASE', true],
  ['residuals fin', true],
  ['deep', false],
  ['seed 1', true],
  ['seed 2', false],
  ['20261121', true],
  ['tag:be', true],
  ['tag:fin', false],
  ['is:finished', true],
  ['is:stopped', false],
  ['base is:fin tag:best', true],
])('the filter %o finds the run: %s', (filter, found) =>
  expect(matches(runView({ tags: ['best'] }), filter)).toBe(found),
);

it.each([
  ['seed 3', 3, true],
  ['Seed  3', 3, true],
  ['is:finished seed 3', 3, true],
  ['seed 3', 1, false],
  ['seed 3', 13, false],
  ['seed 3 base', 30, false],
  // It is still being typed.
  ['seed', 1, true],
])('the filter %o finds seed %d in a folder with a 3 in its name: %s', (filter, seed, found) => {
  expect(matches(runView({ variant: { seed }, notebookFolder: '/tmp/study-d3T' }), filter)).toBe(
    found,
  );
});

group('runs of three axes', () => {
  const momentum = 'optimizer.momentum';
  const some: readonly [id: string, variant: Variant][] = [
    ['a', { seed: 3, [momentum]: 0.9, 'network.padding': 'same' }],
    ['b', { seed: 3, [momentum]: 0.95 }],
    ['c', { seed: 13, 'rate.cosine': [0.1, 0], 'network.padding': 'symmetric' }],
    ['d', { seed: 3 }],
  ];
  const runs = some.map(([id, variant]) => runView({ id, variant }));

  it.each([
    ['seed 3', ['a', 'b', 'd']],
    ['seed=3', ['a', 'b', 'd']],
    ['optimizer.momentum=0.9', ['a']],
    ['OPTIMIZER.momentum=0.90 seed 3', ['a']],
    ['optimizer.momentum=0.95', ['b']],
    ['rate.cosine=[0.1, 0]', ['c']],
    ['rate.cosine=[0.1,0] seed 13', ['c']],
    ['rate.cosine=[0.1, 0.01]', []],
    ['network.padding=same', ['a']],
    ['network.padding="symmetric" is:fin', ['c']],
    ['network.padding=s', []],
    ['network.padding', ['a', 'c']],
  ])('the filter %s finds %j', (filter, ids) =>
    expect(runs.filter(run => matches(run, filter)).map(run => run.id)).toEqual(ids),
  );

  it('are named by the keys in which they differ, and sorted by them', () => {
    const [all] = groupRuns(runs, '', 'name');
    expect(all?.rows.map(row => row.label)).toEqual([
      'base seed 3',
      `base ${momentum} 0.95, seed 3`,
      `base network.padding same, ${momentum} 0.9, seed 3`,
      'base network.padding symmetric, rate.cosine [0.1, 0], seed 13',
    ]);
  });
});

it('says how many of a group the filter left', () => {
  const runs = [runView({ id: 'a' }), runView({ id: 'b', cell: 'deep' })];
  expect(groupRuns(runs, 'deep', 'newest')[0]?.description).toBe('1 of 2 runs');
  expect(groupRuns(runs, 'nothing', 'newest')).toEqual([]);
});

it('writes names from disk as characters, never as Markdown, icons or HTML', () => {
  const hostile = '<img src=x> [a](command:evil) `x` $(sync) www.evil.example';
  const markdown = tooltipMarkdown(hostile, [['note', '# ![x](http://evil)']]);
  expect(markdown.replaceAll(/&#\d+;/g, '')).not.toMatch(/[<>[\]()`$#!./]|\*{3}/);
  expect(markdown).toContain('&#60;img src&#61;x&#62;');
});

it('shows control and right-to-left characters of names by their number', () => {
  const [group] = groupRuns([runView({ cell: 'a\u202eb\nc' })], '', 'newest');
  expect(group?.rows[0]?.label).toBe('a\\u{202e}b c');
});
