import { describe, expect, it } from 'vitest';
import { completion } from '../../src/server/completion/completion.ts';
import { edited, marked, uri } from './marked.ts';

/** The labels offered at `|`, in order. */
function labels(source: string): string[] {
  const { state, offset } = marked(source);
  return (completion(state, offset)?.items ?? []).map(item => item.label);
}

/** Takes the label at `|`, and gives the text after it. */
function take(source: string, label: string): string {
  const { state, offset } = marked(source);
  const item = completion(state, offset)?.items.find(i => i.label === label);
  expect(item, label).toBeDefined();
  const edit = item?.textEdit;
  if (edit === undefined || !('range' in edit)) throw new Error('no edit');
  return edited(state, { changes: { [uri]: [edit] } });
}

const net = 'network: small\nstages: [{blocks: 2, filters: 8}]\n';
const train = `${net}---\ntrain: base\nnetwork: small\ndata: cifar10\n`;

describe('completion offers', () => {
  it.each<[what: string, source: string, offered: string[], not?: string[]]>([
    ['kinds in an empty notebook', '|', ['note', 'network', 'train', 'norms', 'lesion']],
    ['kinds in a new cell', `${net}---\n|`, ['note', 'network', 'train']],
    ['kinds for a half word', 'netw|', ['network']],
    ['keys of a network', 'network: a\n|', ['preset', 'stages', 'block', 'shortcut'], ['rate']],
    ['keys above other keys', 'network: a\nsh|\nstages: []\n', ['shortcut'], ['stages']],
    [
      'keys inside braces',
      'network: a\nstages:\n  - {blocks: 2, |}\n',
      ['filters', 'stride'],
      ['blocks'],
    ],
    [
      'keys inside braces that are open',
      'network: a\nstem: {fil|',
      ['filters', 'kernel', 'stride'],
    ],
    [
      'keys of a map in a list',
      'network: a\nstages:\n  - blocks: 2\n    |\n',
      ['filters'],
      ['blocks'],
    ],
    ['keys of a nested map', `${train}optimizer:\n  |\n`, ['momentum', 'decay']],
    ['words of a choice', 'network: a\nshortcut: |\n', ['pad', 'projection', 'none']],
    [
      'words of a choice in braces',
      'network: a\nshortcut: {projection: |}\n',
      ['input', 'preactivation'],
    ],
    ['yes and no', `${train}checkpoints: {best: |}\n`, ['true', 'false']],
    ['block presets', 'network: a\nblock: |\n', ['preactivation', 'postactivation', 'bottleneck']],
    ['block layers', 'network: a\nblock: [norm, |]\n', ['relu', 'conv 3', 'conv 3/4', 'after']],
    ['layers of a list by dashes', 'network: a\nhead:\n  - |\n', ['norm', 'relu']],
    ['presets', 'network: a\npreset: {|}\n', ['resnet', 'wide', 'depth', 'width']],
    ['networks by name', `${net}---\ntrain: b\nnetwork: |\n`, ['small']],
    ['trainings by name', `${train}---\nnorms: n\nof: |\n`, ['base'], ['small']],
    ['data sets', `${net}---\ntrain: b\nnetwork: small\ndata: c|\n`, ['cifar10', 'cifar100']],
    [
      'data sets in braces',
      `${net}---\ntrain: b\nnetwork: small\ndata: {set: |}\n`,
      ['mnist-sample'],
    ],
    ['schedules', `${train}rate: |\n`, ['{cosine: [0.5, 0.001]}']],
    ['initialisations', 'network: a\ninit: |\n', ['he', 'depth-scaled 1']],
  ])('%s', (_, source, offered, not = []) => {
    const found = labels(source);
    expect(found).toEqual(expect.arrayContaining(offered));
    for (const label of not) expect(found).not.toContain(label);
  });

  it.each([
    ['a comment', 'network: a # so|\n'],
    ['a marker', `${net}--|-\n`],
    ['the name of a cell', 'network: |\n'],
  ])('nothing in %s', (_, source) => {
    expect(labels(source)).toEqual([]);
  });

  it('nothing in the text of a note', () => {
    const { state } = marked('|');
    expect(state.notebook.cells).toEqual([]);
    expect(labels('note: >\n  net|\n')).toEqual([]);
  });
});

describe('what is taken', () => {
  it.each([
    ['a key', 'network: a\nsho|\n', 'shortcut', 'network: a\nshortcut: \n'],
    [
      'a key that has its colon',
      'network: a\nsho|rt: pad\n',
      'shortcut',
      'network: a\nshortcut: pad\n',
    ],
    [
      'a value',
      'network: a\nshortcut: p|ad # c\n',
      'projection',
      'network: a\nshortcut: projection # c\n',
    ],
    [
      'a layer with its number',
      'network: a\nblock: [con|v 5, relu]\n',
      'conv 3',
      'network: a\nblock: [conv 3, relu]\n',
    ],
    [
      'a preset',
      'network: a\npreset: {res|, depth: 20}\n',
      'resnet',
      'network: a\npreset: {resnet, depth: 20}\n',
    ],
  ])('%s replaces the word', (_, source, label, after) => {
    expect(take(source, label)).toBe(after);
  });

  it('an example that has no error fills an empty cell', () => {
    const text = take(`${net}---\n|`, 'norms');
    expect(text).toContain('norms: residuals by depth\nof: base');
  });
});

it('says what a key means, its default and the source', () => {
  const { state, offset } = marked('network: a\nste|\n');
  const item = completion(state, offset)?.items.find(i => i.label === 'step');
  const doc = item?.documentation;
  expect(typeof doc === 'object' ? doc.value : doc).toMatch(
    /multiplies each residual[^]*Default: `1`[^]*Chang et al., ICLR 2018, eq. 2/,
  );
});
