import { describe, expect, it } from 'vitest';
import { checkNotebook, knownWorld } from '../../../src/checks/index.ts';
import { applyEdits, parseNotebook } from '../../../src/language/index.ts';
import type { CellAction } from '../../../src/protocol/index.ts';
import { cellActions } from '../../../src/host/notebook/cellActions.ts';
import { LineText } from '../../../src/host/notebook/lineText.ts';
import { NotebookCells } from '../../../src/host/notebook/notebookCells.ts';

const text = [
  '# what it is about',
  'note: |',
  '  Hello.',
  '---',
  '',
  'network: a',
  'preset: {resnet: 20}',
  '',
  '---',
  'train: b',
  'network: a',
  'data: mnist-sample',
  'epochs: 1',
  '',
].join('\n');

function read(cells: NotebookCells, source: string) {
  return cells.read(source, parseNotebook(source));
}

describe('cells of a text', () => {
  it('are shown with their comments, without markers and empty lines at their ends', () => {
    const cells = read(new NotebookCells(), text);
    expect(cells.map(({ start, end }) => text.slice(start, end))).toEqual([
      '# what it is about\nnote: |\n  Hello.',
      'network: a\npreset: {resnet: 20}',
      'train: b\nnetwork: a\ndata: mnist-sample\nepochs: 1',
    ]);
    expect(cells.map(({ kind, name, line, of }) => [kind, name, line, of])).toEqual([
      ['note', '', 0, null],
      ['network', 'a', 5, null],
      ['train', 'b', 9, 'a'],
    ]);
  });

  it('keep their keys when they are edited, renamed, moved and when others come and go', () => {
    const cells = new NotebookCells();
    const keys = (source: string) => read(cells, source).map(({ key }) => key);
    const [note, network, train] = keys(text);
    expect(keys(text.replace('Hello', 'Good day'))).toEqual([note, network, train]);
    expect(keys(text.replace('resnet: 20', 'resnet: 32'))).toEqual([note, network, train]);
    expect(keys(text.replaceAll('train: b', 'train: bc'))).toEqual([note, network, train]);
    expect(keys(text)).toEqual([note, network, train]);
    const moved = `${text.slice(text.indexOf('train'))}---\n${text.slice(0, text.indexOf('---\ntrain'))}`;
    expect(keys(moved)).toEqual([train, note, network]);
    const added = keys(`${moved}---\nnorms: n\nof: b\n`);
    expect(added.slice(0, 3)).toEqual([train, note, network]);
    expect(new Set(added).size).toBe(4);
    expect(keys(moved)).toEqual([train, note, network]);
  });

  it('get their keys again when they come back, and when they are written anew where they stood', () => {
    const cells = new NotebookCells();
    const keys = (source: string) => read(cells, source).map(({ key }) => key);
    const [note, network, train] = keys(text);
    const without = text.replace(/network: a\npreset[^]*?---\n/, '');
    expect(keys(without)).toEqual([note, train]);
    expect(keys(text)).toEqual([note, network, train]);
    const emptied = text.replace('network: a\npreset: {resnet: 20}\n', '\n');
    expect(keys(emptied)).toEqual([note, train]);
    expect(keys(text.replace('network: a\npreset: {resnet: 20}', 'netw'))).toEqual([
      ...[note, network, train],
    ]);
  });

  it('keep their keys when a cell before them is gone and they are renamed', () => {
    const cells = new NotebookCells();
    const keys = (source: string) => read(cells, source).map(({ key }) => key);
    const [note, , train] = keys(text);
    const without = text.replace(/network: a\npreset[^]*?---\n/, '');
    expect(keys(without)).toEqual([note, train]);
    expect(keys(without.replace('train: b', 'train: bc'))).toEqual([note, train]);
  });
});

describe('commands on cells', () => {
  const done = (action: (keys: string[]) => CellAction) => {
    const notebook = parseNotebook(text);
    const shown = new NotebookCells().read(text, notebook);
    const { edits, select } = cellActions(action(shown.map(c => c.key)), text, notebook, shown);
    const after = parseNotebook(applyEdits(text, edits));
    return { cells: after.cells.map(c => `${c.kind} ${c.name}`.trim()), select, after };
  };

  it('insert a cell about the nearest one above', () => {
    const { cells, select, after } = done(() => ({ action: 'insert', at: 3, cellKind: 'norms' }));
    expect(cells).toEqual(['note', 'network a', 'train b', 'norms residuals by depth']);
    expect(select).toBe(3);
    expect(after.cells[3]?.references[0]).toMatchObject({ name: 'b', target: 2 });
  });

  it('give an inserted network a name that is free', () => {
    const taken = `${text}---\nnetwork: small\npreset: {resnet: 20}\n`;
    const notebook = parseNotebook(taken);
    const shown = new NotebookCells().read(taken, notebook);
    const action: CellAction = { action: 'insert', at: 0, cellKind: 'network' };
    const { edits } = cellActions(action, taken, notebook, shown);
    expect(parseNotebook(applyEdits(taken, edits)).cells[0]?.name).toBe('small-2');
  });

  it.each([
    ['digits', 'input: [28, 28, 1]\nclasses: 10', 'mnist-sample'],
    ['colour pictures', 'input: [32, 32, 3]\nclasses: 10', 'cifar10'],
  ])('insert a training of a network for %s that can be run as it is', (_, takes, set) => {
    const network = `network: n\n${takes}\nstages: [{blocks: 2, filters: 8}]\n`;
    const notebook = parseNotebook(network);
    const shown = new NotebookCells().read(network, notebook);
    const action: CellAction = { action: 'insert', at: 1, cellKind: 'train' };
    const { edits } = cellActions(action, network, notebook, shown);
    const after = applyEdits(network, edits);
    expect(checkNotebook(after, knownWorld)).toEqual([]);
    const value = parseNotebook(after).cells[1]?.value?.value;
    expect(value).toMatchObject({ network: 'n', data: { set }, seeds: [1] });
  });

  it('delete, copy and move, and say which cell is selected then', () => {
    expect(done(([, key = '']) => ({ action: 'delete', cell: key }))).toMatchObject({
      cells: ['note', 'train b'],
      select: 1,
    });
    expect(done(([, , key = '']) => ({ action: 'delete', cell: key })).select).toBe(1);
    expect(done(([, , key = '']) => ({ action: 'duplicate', cell: key }))).toMatchObject({
      cells: ['note', 'network a', 'train b', 'train b-2'],
      select: 3,
    });
    expect(done(([key = '']) => ({ action: 'move', cell: key, to: 2 }))).toMatchObject({
      cells: ['network a', 'train b', 'note'],
      select: 2,
    });
  });

  it('do nothing about cells that are gone and kinds that there are not', () => {
    expect(done(() => ({ action: 'delete', cell: 'c99' })).cells).toHaveLength(3);
    expect(done(() => ({ action: 'insert', at: 0, cellKind: 'toString' })).cells).toHaveLength(3);
  });
});

describe('places', () => {
  it('mean the same in a document with CRLF and in views', () => {
    const lines = new LineText('ab\r\ncd\r\n\r\ne');
    expect(lines.text).toBe('ab\ncd\n\ne');
    expect(lines.placeAt(4)).toEqual({ line: 1, character: 1 });
    expect(lines.offsetAt({ line: 1, character: 1 })).toBe(4);
    expect(lines.offsetAt({ line: 1, character: 99 })).toBe(5);
    expect(lines.offsetAt({ line: 99, character: 0 })).toBe(8);
    expect(lines.offsetAt({ line: 3, character: 1 })).toBe(8);
  });
});
