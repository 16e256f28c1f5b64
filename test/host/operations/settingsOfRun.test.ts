import { expect, it } from 'vitest';
import type { Variant } from '../../../src/base/index.ts';
import { settingsOfRun } from '../../../src/host/operations/settingsOfRun.ts';
import { applySettings, digestCell, findCell, parseNotebook } from '../../../src/language/index.ts';
import { someRequest } from '../../support/runFolder.ts';

const text = `network: small
input: [28, 28, 1]
classes: 10
stem: {filters: 8, kernel: 3}
stages: [{blocks: 3, filters: 8}]
block: preactivation
shortcut: pad
---
train: digits
network: small
data: mnist-sample
epochs: 6          # enough
batch: 50
optimizer: {momentum: 0.9}
rate: {cosine: [0.1, 0.001]}
`;

/** What settingsOfRun says of a run that was started with these settings, for the notebook as given. */
function settingsFor(started: readonly string[], seed: number, now = text) {
  const then = applySettings(text, 'digits', started).text;
  const cell = findCell(parseNotebook(then), 'digits');
  const source = then.slice(cell?.range.start, cell?.range.end);
  const digest = digestCell(parseNotebook(then), 'digits') ?? 'none';
  const request = {
    ...someRequest({ notebook: '/n.resnet.yaml', variant: { seed } }),
    ...{ format: 1 as const, id: 'x', created: '' },
    cell: { name: 'digits', text: source, digest },
  };
  const { settings, isSame } = settingsOfRun(request, now);
  const again = applySettings(now, 'digits', settings).text;
  return { settings, isSame, asksTheSame: digestCell(parseNotebook(again), 'digits') === digest };
}

it.each<[string[], number, string[]]>([
  [[], 1, []],
  [['epochs=1'], 1, ['epochs=1']],
  [['optimizer.momentum=0.8', 'rate=0.02'], 1, ['optimizer={momentum: 0.8}', 'rate=0.02']],
  [['norms=10'], 1, ['norms=10']],
  [['seeds=[1, 2, 3]', 'epochs=1'], 2, ['epochs=1', 'seeds=[2]']],
  [['seeds=[3]'], 3, ['seeds=[3]']],
])('of a run started with %j, seed %i: %j', (started, seed, settings) =>
  expect(settingsFor(started, seed)).toEqual({ settings, isSame: true, asksTheSame: true }),
);

it.each<[string, Variant, string[], boolean]>([
  ['train', { seed: 1, 'optimizer.momentum': 0.5 }, ['optimizer.momentum=0.5'], true],
  [
    'train',
    { seed: 2, 'network.stages.0.blocks': 4, rate: { cosine: [0.1, 0] }, epochs: 1 },
    ['epochs=1', 'network.stages.0.blocks=4', 'rate={cosine: [0.1, 0]}', 'seeds=[2]'],
    true,
  ],
  ['lesion', { seed: 2, 'lesion.examples': 50, epochs: 1 }, ['epochs=1', 'examples=50'], true],
  // Which run of another cell it started from no setting says.
  ['train', { seed: 1, 'from.epochs': 1, epochs: 2 }, ['epochs=2'], false],
])('of a %s with the variant %j: %j', (kind, variant, settings, isSame) => {
  const study = 'lesion: removed\nof: digits\n';
  const now = `${text}---\n${study}`;
  const name = kind === 'train' ? 'digits' : 'removed';
  const notebook = parseNotebook(now);
  const { start = 0, end = 0 } = findCell(notebook, name)?.range ?? {};
  const cell = { name, text: now.slice(start, end), digest: digestCell(notebook, name) ?? '' };
  const request = {
    ...someRequest({ kind, variant, cell }),
    format: 1 as const,
    id: 'x',
    created: '',
  };
  expect(settingsOfRun(request, now)).toEqual({ settings, isSame });
});

it('writes what the cell said then where it says something else now', () =>
  expect(settingsFor([], 1, text.replace('epochs: 6', 'epochs: 9'))).toEqual({
    settings: ['epochs=6'],
    isSame: true,
    asksTheSame: true,
  }));

it.each([
  ['the network', text.replace('blocks: 3', 'blocks: 4')],
  ['a key that was not there', `${text}norms: 20\n`],
  ['the name of the cell', text.replace('train: digits', 'train: numbers')],
  ['everything', 'nonsense: ['],
])('says that it is not the same where this changed: %s', (_what, now) =>
  expect(settingsFor([], 1, now)).toMatchObject({ isSame: false, asksTheSame: false }),
);
