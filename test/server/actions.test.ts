import { CodeActionKind } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { digestCell, parseNotebook } from '../../src/language/index.ts';
import { codeActions } from '../../src/server/actions/codeActions.ts';
import { edited, marked, stateOf } from './marked.ts';

/** The text after the quick fix at `|`; null if none is offered. */
function fixed(source: string): string | null {
  const { state, offset } = marked(source);
  const action = codeActions(state, { start: offset, end: offset }).find(
    a => a.kind === CodeActionKind.QuickFix,
  );
  return action === undefined ? null : edited(state, action.edit);
}

const net = 'network: small\ninput: [32, 32, 3]\nstages: [{blocks: 2, filters: 8}]';
const train = (rest: string) => `${net}\n---\ntrain: a\nnetwork: small\n${rest}`;

describe('a quick fix repairs', () => {
  it.each<[what: string, from: string, to: string, source?: string]>([
    ['a key', 'shortc|t: pad', 'shortcut: pad', `${net}\n@`],
    [
      'a key in braces',
      '{blocks: 2, filtres|: 8}',
      '{blocks: 2, filters: 8}',
      'network: a\nstages: [@]',
    ],
    [
      'a key of a map in a list',
      'fliters|: 8',
      'filters: 8',
      'network: a\nstages:\n  - blocks: 2\n    @',
    ],
    [
      'a space after a colon',
      '{blocks:3|, filters: 8}',
      '{blocks: 3, filters: 8}',
      'network: a\nstages: [@]',
    ],
    ['parentheses', 'block: (norm, conv 3|)', 'block: [norm, conv 3]', `${net}\n@`],
    ['a step of zero', 'step: 0|', 'step: rezero', `${net}\n@`],
    ['a separator', '--|', '---', `${net}\n@\ntrain: a\nnetwork: small\ndata: cifar10`],
    ['an indented separator', '  ---|', '---', `${net}\n@\ntrain: a\nnetwork: small`],
    ['a no-break space', 'classes:\u00a0|10', 'classes: 10', `${net}\n@`],
    ['a zero-width space', 'classes: 10\u200b|', 'classes: 10', `${net}\n@`],
    ['a number in quotes', 'classes: "10"|', 'classes: 10', `${net}\n@`],
    ['a number with another minus', 'step: \u22121|', 'step: -1', `${net}\n@`],
    ['a leading zero', 'classes: 010|', 'classes: 10', `${net}\n@`],
    ['a word', 'shortcut: pda|', 'shortcut: pad', `${net}\n@`],
    ['a block', 'block: preactivaton|', 'block: preactivation', `${net}\n@`],
    ['an initialisation', 'init: glorott|', 'init: glorot', `${net}\n@`],
    ['a layer', '[norm, rleu|, conv 3]', '[norm, relu, conv 3]', `${net}\nblock: @`],
    [
      'a layer and keeps its number',
      '[norm, relu, cnov 5|]',
      '[norm, relu, conv 5]',
      `${net}\nblock: @`,
    ],
    [
      'a kind of cell by its former name',
      'growth|: what they save',
      'levels: what they save',
      '@\nof: a',
    ],
    ['the kind of a cell', 'netwrk|: a', 'network: a', '@\npreset: resnet'],
    [
      'the name of a network',
      'network: smal|',
      'network: small',
      `${net}\n---\ntrain: a\n@\ndata: cifar10`,
    ],
    ['a data set', 'data: cifar01|', 'data: cifar10', train('@')],
    ['a data set in braces', 'data: {set: mnst|}', 'data: {set: mnist}', train('@')],
    ['a family', 'preset: resnt|', 'preset: resnet', 'network: a\n@'],
    [
      'the depth of a family',
      '{resnet, depth: 21|}',
      '{resnet, depth: 20}',
      'network: a\npreset: @',
    ],
    [
      'rates the wrong way round',
      '[0.001, 0.5|]',
      '[0.5, 0.001]',
      train('data: cifar10\nrate: {cosine: @}'),
    ],
    [
      'filters that do not divide',
      'filters: 30|',
      'filters: 32',
      'network: a\nstages: [{blocks: 2, @}]\nblock: bottleneck',
    ],
    ['a layer by another name', '[bn|, relu, conv 3]', '[norm, relu, conv 3]', `${net}\nblock: @`],
    [
      'a kernel without its space',
      '[norm, relu, conv3|]',
      '[norm, relu, conv 3]',
      `${net}\nblock: @`,
    ],
    ['a kernel of two numbers', '[norm, conv 3x3|]', '[norm, conv 3]', `${net}\nblock: @`],
    ['a family with its depth', 'resnet-110|', '{resnet, depth: 110}', 'network: a\npreset: @'],
    [
      'channels first',
      'input: [3, 32, 32|]',
      'input: [32, 32, 3]',
      'network: a\n@\nstages: [{blocks: 2, filters: 8}]',
    ],
    [
      'a missing separator',
      'tr|ain: t',
      '---\ntrain: t',
      `${net}\n@\nnetwork: small\ndata: cifar10`,
    ],
    ['a max-norm that clips', 'max-norm: 1|', 'max-norm: 2', `${net}\n@`],
    ['a linear end', 'head: [|]', 'head: [norm, relu]', `${net}\n@`],
    [
      'a number out of range',
      'stride: 17|',
      'stride: 16',
      'network: a\nstages: [{blocks: 2, filters: 8, @}]',
    ],
    ['epochs out of order', 'at: [110, 60|]', 'at: [60, 110]', train('data: cifar10\ngrow: {@}')],
    [
      'decay of factors',
      'decay-on: all|',
      'decay-on: weights',
      `${train('data: cifar10\noptimizer: {@}').replace('filters: 8}]', 'filters: 8}]\nstep: rezero')}`,
    ],
    [
      'a name that is taken',
      'train: a|\nnetwork',
      'train: a-2\nnetwork',
      `${train('data: cifar10')}\n---\n@: small\ndata: cifar10`,
    ],
    [
      'a path that is too long',
      'lengths: [9|]',
      'lengths: [2]',
      `${train('data: cifar10')}\n---\npaths: p\nof: a\n@`,
    ],
    [
      'classes that the data set does not have',
      'classes: 12|',
      'classes: 10',
      `${net}\n@\n---\ntrain: a\nnetwork: small\ndata: cifar10`,
    ],
    [
      'the shape of images',
      'input: [32, 32, 3|]',
      'input: [28, 28, 1]',
      `network: s\n@\nclasses: 10\nstages: [{blocks: 1, filters: 8}]\n---\ntrain: a\nnetwork: s\ndata: mnist`,
    ],
    [
      'numbers without a comma',
      'cosine: [0.1 0.001|]',
      'cosine: [0.1, 0.001]',
      train('data: cifar10\nrate: {@}'),
    ],
    [
      'more examples than there are',
      'examples: 20000|',
      'examples: 10000',
      `${train('data: cifar10')}\n---\nnorms: p\nof: a\n@`,
    ],
    [
      'a number in a layer, not the whole layer',
      '[conv 3, dropout 0|0.3]',
      '[conv 3, dropout 0.3]',
      `${net}\nblock: @`,
    ],
    ['a factor of zero', 'step: 0|', 'step: rezero', `${net}\n@`],
    ['a tab', '\t|filters: 16', '  filters: 16', 'network: a\npreset: resnet\nstem:\n@\n'],
  ])('%s', (_, from, to, source = '@') => {
    expect(fixed(source.replace('@', () => from))).toBe(source.replace('@', () => to));
  });

  it('nothing where no word is near', () => {
    expect(fixed('network: a\npreset: resnet\nzzzzz|zz: 1')).toBeNull();
  });
});

describe('a preset is written out', () => {
  it.each([
    'network: a\npreset: resnet',
    'network: a # c\npreset: {resnet-v1, depth: 32}\nclasses: 100 # d',
    'network: a\npreset: {wide, depth: 16, width: 4}',
    'network: a\npreset: {plain, depth: 20}\ninput: [28, 28, 1]',
    'note: x\n---\nnetwork: a\r\npreset:\r\n  resnet:\r\n  depth: 110\r\nstep: 0.5',
  ])('%j, and the digest stays', source => {
    const state = stateOf(source);
    const offset = source.indexOf('preset');
    const [action] = codeActions(state, { start: offset, end: offset });
    expect(action?.title).toBe('Write the preset out');
    const after = edited(state, action?.edit);
    expect(after).toContain('stages:');
    expect(after).not.toContain('preset');
    const digest = digestCell(state.notebook, 'a');
    expect(digest).not.toBeNull();
    expect(digestCell(parseNotebook(after), 'a')).toBe(digest);
  });

  it('not where the cell is one line', () => {
    const state = stateOf('{network: a, preset: resnet}');
    expect(codeActions(state, { start: 0, end: 40 })).toEqual([]);
  });
});
