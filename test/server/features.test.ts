import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../src/server/codeLenses.ts';
import { foldingRanges } from '../../src/server/folding.ts';
import { hover } from '../../src/server/hover.ts';
import { inlayHints } from '../../src/server/inlayHints.ts';
import { documentSymbols } from '../../src/server/symbols.ts';
import { digestCell } from '../../src/language/index.ts';
import type { StoreRun } from '../../src/server/store/storeRun.ts';
import { marked, stateOf } from './marked.ts';

const resnet20 = [
  'network: small',
  'input: [32, 32, 3]',
  'classes: 10',
  'stem: {filters: 16, kernel: 3}',
  'stages:',
  '  - {blocks: 3, filters: 16}',
  '  - {blocks: 3, filters: 32, stride: 2}',
  '  - {blocks: 3, filters: 64, stride: 2}',
  'block: postactivation',
  'shortcut: pad',
].join('\n');
const train = 'train: base\nnetwork: small\ndata: cifar10';

function hoverText(source: string): string | null {
  const { state, offset } = marked(source);
  const contents = hover(state, offset)?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents
    ? contents.value
    : null;
}

describe('hover says', () => {
  it.each<[what: string, source: string, says: RegExp | null]>([
    ['what a kind is for', 'netw|ork: a\npreset: resnet', /blocks in stages/],
    [
      'what a key means, its default and paper',
      'network: a\npreset: resnet\nst|ep: 0.5',
      /Default: `1`[^]*ICLR 2018, eq\. 2/,
    ],
    ['the unit', `${train}\nepo|chs: 3`, /Unit: epochs/],
    ['the limits', 'network: a\nstages: [{blo|cks: 2, filters: 8}]', /at least 1 and at most 5000/],
    [
      'the key of a number',
      'network: a\nstages: [{blocks: |2, filters: 8}]',
      /Blocks in this stage/,
    ],
    [
      'what a layer does',
      'network: a\nstages: [{blocks: 2, filters: 8}]\nblock: [norm, relu, co|nv 3/4, conv 3]',
      /divides the filters/,
    ],
    [
      'what a block preset is',
      'network: a\nstages: [{blocks: 2, filters: 8}]\nblock: preact|ivation',
      /ResNet v2/,
    ],
    ['what a family is', 'network: a\npreset: {wi|de, depth: 28}', /Zagoruyko/],
    ['what a data set is', `${train.replace('cifar10', 'cif|ar10')}`, /50,000 training/],
    [
      'where the 1.7 M parameters of a bottleneck network are',
      'network: th|ree\npreset: {bottleneck, depth: 164}',
      /1,703,706/,
    ],
    [
      'the counts where a network is used',
      `${resnet20}\n---\n${train.replace('small', 'sma|ll')}`,
      /269,722/,
    ],
    ['that a network has mistakes', `${resnet20.replace('small', 'sm|all')}\nfoo: 1`, /mistakes/],
    ['nothing between keys', 'network: a\n\n|\nclasses: 10', null],
  ])('%s', (_, source, says) => {
    const text = hoverText(source);
    if (says === null) expect(text).toBeNull();
    else expect(text).toMatch(says);
  });
});

/** The lines of a text with the hints behind them. */
function hints(source: string): string[] {
  const state = stateOf(source);
  const found = inlayHints(state, { start: 0, end: source.length });
  return found.map(h => `${h.position.line}: ${String(h.label as string)}`);
}

describe('inlay hints', () => {
  // Parameters by hand: a 3×3 convolution has 9·in·out, a norm 2 a channel.
  it('show shape and parameters after stem and stages', () => {
    expect(hints(resnet20)).toEqual([
      '0: ResNet-20 · 269,722 parameters · 40.6 M MACs',
      '3: → 32×32×16 · 464 parameters',
      '5: → 32×32×16 · 14.0 k parameters',
      '6: → 16×16×32 · 51.1 k parameters',
      '7: → 8×8×64 · 204 k parameters',
    ]);
  });

  it.each<[what: string, from: string, to: string, lines: number[]]>([
    [
      'a stage that is no stage',
      '{blocks: 3, filters: 32, stride: 2}',
      '{blocks: x, filters: 32}',
      [3, 5],
    ],
    [
      'an unknown key in the last stage',
      'filters: 64, stride: 2',
      'filters: 64, strid: 2',
      [3, 5, 6],
    ],
    ['a broken stem', 'kernel: 3', 'kernel: three', []],
    ['an unknown key elsewhere', 'classes: 10', 'clases: 10', [3, 5, 6, 7]],
    [
      'a bracket that is not closed',
      'filters: 64, stride: 2}',
      'filters: 64, stride: 2',
      [3, 5, 6, 7],
    ],
  ])('are partial for %s', (_, from, to, lines) => {
    const found = hints(resnet20.replace(from, to)).map(h => Number(h.split(':')[0]));
    expect(found).toEqual(lines);
  });

  it('show what a preset gives', () => {
    expect(hints('network: a\npreset: {wide, depth: 16, width: 4}')).toContainEqual(
      expect.stringMatching(/^1: → 8×8×256 · 2\.75 M parameters$/),
    );
  });
});

function run(over: Partial<StoreRun>): StoreRun {
  const usual = {
    id: 'r',
    folder: '/r',
    digest: '',
    variant: { seed: 1 },
    finished: false,
    kind: 'train',
  };
  return { ...usual, cell: 'base', state: 'finished', resumable: false, ...over };
}

describe('code lenses', () => {
  const source = `${resnet20}\n---\n${train}\n---\nnorms: n\nof: base`;
  const digest = digestCell(stateOf(source).notebook, 'base') ?? '';
  it.each<[what: string, runs: StoreRun[], titles: string[]]>([
    ['a cell without runs', [], ['▷ Run']],
    ['a finished run', [run({ digest })], ['▷ Run', 'Open results (1 run)']],
    ['a running one', [run({ digest, state: 'running' })], ['□ Stop', 'Open results (1 run)']],
    [
      'a stopped one',
      [run({ digest, state: 'stopped', resumable: true })],
      ['▷ Run', '↻ Resume', 'Open results (1 run)'],
    ],
    [
      'a run of an earlier text',
      [run({ digest: 'old' })],
      ['▷ Run', 'Open results (1 run, out of date)'],
    ],
    ['two', [run({ digest }), run({ digest })], ['▷ Run', 'Open results (2 runs)', 'Compare']],
    ['a run of another cell', [run({ digest: 'x', cell: 'other' })], ['▷ Run']],
  ])('of %s', (_, runs, titles) => {
    const lenses = codeLenses(stateOf(source, runs));
    expect(lenses.filter(l => l.range.start.line === 11).map(l => l.command?.title)).toEqual(
      titles,
    );
  });

  it('name the cell to the commands of the extension', () => {
    const [shown, ran] = codeLenses(stateOf(source)).map(l => l.command);
    expect(shown).toMatchObject({
      command: 'residualLab.showNetwork',
      arguments: ['untitled:test.resnet.yaml', 'small'],
    });
    expect(ran).toMatchObject({
      command: 'residualLab.runCell',
      arguments: ['untitled:test.resnet.yaml', 'base'],
    });
  });

  it('offer no run of a cell with mistakes', () => {
    expect(codeLenses(stateOf('train: a\nnetwork: none\ndata: cifar10'))).toEqual([]);
  });
});

it('outlines cells with their keys', () => {
  const symbols = documentSymbols(stateOf(`note: |\n  # Title\n  text\n---\n${resnet20}`));
  expect(symbols.map(s => [s.name, s.detail])).toEqual([
    ['Title', 'note'],
    ['small', 'network'],
  ]);
  expect(symbols[1]?.children?.map(s => s.name)).toEqual([
    'input',
    'classes',
    'stem',
    'stages',
    'block',
    'shortcut',
  ]);
});

it('folds cells, values of several lines and comments', () => {
  const state = stateOf(`# a\n# b\n${resnet20}\n---\n${train}\n`);
  expect(foldingRanges(state).map(f => [f.startLine, f.endLine])).toEqual([
    [0, 1],
    [2, 11],
    [6, 9],
    [13, 15],
  ]);
});
