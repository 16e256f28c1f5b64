import { CodeActionKind } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from '../../src/server/actions/codeActions.ts';
import { codeLenses } from '../../src/server/codeLenses.ts';
import { diagnostics } from '../../src/server/diagnostics.ts';
import { formatting } from '../../src/server/formatting.ts';
import { semanticTokens, tokenTypes } from '../../src/server/semanticTokens.ts';
import { edited, marked, stateOf, uri } from './marked.ts';

describe('formatting', () => {
  const text =
    'network: a\nstages: [ {blocks: 1,filters: 8} ]\n---\nnetwork:  b\npreset:   resnet\n';
  it('is of the whole notebook or of a range', () => {
    const state = stateOf(text);
    const all = TextDocument.applyEdits(state.document, formatting(state));
    expect(all).toBe(
      'network: a\nstages: [{blocks: 1, filters: 8}]\n---\nnetwork: b\npreset: resnet\n',
    );
    const last = formatting(state, { start: text.indexOf('preset'), end: text.length });
    expect(TextDocument.applyEdits(state.document, last)).toBe(
      text.replace('preset:   resnet', 'preset: resnet'),
    );
  });
});

/** The words of a text with their types. */
function words(text: string): string[] {
  const { data } = semanticTokens(stateOf(text));
  const lines = text.split('\n');
  const found: string[] = [];
  let [line, column] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    line += down;
    column = down === 0 ? column + right : right;
    const word = lines[line]?.slice(column, column + length) ?? '';
    found.push(`${word} ${tokenTypes[type] ?? ''}${modifiers === 1 ? ' declared' : ''}`);
  }
  return found;
}

describe('semantic tokens', () => {
  it('tell kinds, names, their uses, keys, words and numbers', () => {
    expect(
      words('network: a\npreset: {resnet, depth: 14}\n---\ntrain: t\nnetwork: a\ndata: mnist\n'),
    ).toEqual([
      'network keyword',
      'a class declared',
      'preset property',
      'resnet property',
      'depth property',
      '14 number',
      'train keyword',
      't function declared',
      'network property',
      'a class',
      'data property',
      'mnist enumMember',
    ]);
  });

  it('are in order and do not overlap in broken text', () => {
    expect(words('network: [a\nstages: {blocks: 1\n')).not.toContain('');
  });
});

describe('rewriting a block', () => {
  const actionsAt = (source: string) => {
    const { state, offset } = marked(source);
    return codeActions(state, { start: offset, end: offset })
      .filter(a => a.kind !== CodeActionKind.QuickFix)
      .map(a => [a.title, edited(state, a.edit)]);
  };
  const stages = 'network: a\nstages: [{blocks: 2, filters: 8}]\n';

  it('writes it out, names it, and extracts it', () => {
    expect(actionsAt(`${stages}block: post|activation\n`)).toEqual([
      [
        'Write the block out as layers',
        `${stages}block: [conv 3, norm, relu, conv 3, norm, {after: [relu]}]\n`,
      ],
      [
        'Extract the block into a network of its own',
        `${stages}block: postactivation\n---\nnetwork: a-block\ninput: [32, 32, 3]\nclasses: 10\nstages: [{blocks: 1, filters: 8}]\nblock: [conv 3, norm, relu, conv 3, norm, {after: [relu]}]\nshortcut: pad\n`,
      ],
    ]);
    const [named] = actionsAt(`${stages}block: [|conv 3, norm, relu, conv 3, norm, after: relu]\n`);
    expect(named).toEqual(['Name the block `postactivation`', `${stages}block: postactivation\n`]);
  });
});

describe('code lenses', () => {
  it('do not offer to run what is a view or cannot be computed yet', () => {
    const text =
      'network: n\npreset: warpnet\n---\ntrain: t\nnetwork: n\ndata: cifar10\n---\ncompare: c\nof: [t, 20261121-062501-base-4f2c]\n';
    const titles = codeLenses(stateOf(text)).map(l => [l.command?.title, l.command?.arguments]);
    expect(titles.map(([title]) => title)).not.toContain('▷ Run');
    expect(titles).toContainEqual(['Compare', [uri, 'c']]);
  });
});

describe('diagnostics', () => {
  it('lead to the paper they come from', () => {
    const state = stateOf('network: n\npreset: {resnet, depth: 110}\nnorm: none\n');
    expect(diagnostics(state)[0]?.codeDescription?.href).toBe('https://arxiv.org/abs/1709.02956');
  });
});
