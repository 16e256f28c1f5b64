import { describe, expect, it } from 'vitest';
import {
  isNotebookNews,
  isNotebookNotice,
  isRunViewerNews,
  isRunViewerNotice,
  notebookAnswers,
  notebookParams,
  runViewerParams,
  type RunView,
} from '../../src/protocol/index.ts';

const run: RunView = {
  id: 'a',
  parts: ['a'],
  kind: 'train',
  cell: 'base',
  notebook: null,
  notebookFolder: null,
  digest: '',
  variant: { seed: 1 },
  created: '',
  ended: null,
  life: { state: 'running', phase: 'training', stopping: false, secondsLeft: null },
  step: 0,
  steps: 0,
  epoch: 0,
  epochs: 0,
  secondsElapsed: 0,
  accuracy: NaN,
  slot: 0,
  device: '',
  engine: { name: 'cpu', reason: '' },
  gpu: { memoryBytes: null, utilisation: 0.5 },
  canResume: false,
  checkpoints: [1, 2],
  tags: [],
  note: '',
};

describe('what a page is told', () => {
  const selection = (given: object) => ({ news: 'selection', runs: [given], selected: 1 });

  it('is a run with all of its fields, and perhaps later ones', () => {
    expect(isRunViewerNews(selection(run))).toBe(true);
    expect(isRunViewerNews(selection({ ...run, later: 1 }))).toBe(true);
  });

  it.each(Object.keys(run))('is no run without its %s', key => {
    expect(isRunViewerNews(selection({ ...run, [key]: undefined }))).toBe(false);
  });

  it.each([
    { variant: { seed: 0.5 } },
    { life: { state: 'won' } },
    { life: { state: 'running', phase: 'training' } },
    { life: { state: 'failed', message: 'x', advice: 1 } },
    { slot: -1 },
    { tags: ['a', 1] },
    { gpu: { memoryBytes: null } },
  ])('is no run with %j', wrong => {
    expect(isRunViewerNews(selection({ ...run, ...wrong }))).toBe(false);
  });

  it('is a document, however long', () => {
    const cell = { start: 0, end: 1, key: 'k', kind: null, name: '', line: 0, of: null };
    const document = {
      ...{ version: 1, text: 'x'.repeat(3_000_000), cells: [cell], notes: { k: 'note' } },
      ...{ fileName: 'a', readOnly: null },
    };
    expect(isNotebookNews({ news: 'document', document, states: [] })).toBe(true);
    const wrong = { ...document, cells: [{ ...cell, start: -1 }] };
    expect(isNotebookNews({ news: 'document', document: wrong, states: [] })).toBe(false);
    const notes = { ...document, notes: { k: 1 } };
    expect(isNotebookNews({ news: 'document', document: notes, states: [] })).toBe(false);
  });

  it('is an answer about runs by its kind', () => {
    const news = (kind: string, more: object = {}) => ({
      ...{ news: 'data', subscription: 1, data: { kind, ...more } },
    });
    expect(isNotebookNews(news('none', { reason: 'No run.' }))).toBe(true);
    expect(isNotebookNews(news('none'))).toBe(false);
    expect(isRunViewerNews(news('differences', { rows: [], same: [] }))).toBe(true);
    expect(isNotebookNews(news('poem'))).toBe(false);
  });
});

describe('what a page says', () => {
  it.each([isNotebookNotice, isRunViewerNotice])('is a question about runs by its kind', check => {
    const asks = (query: unknown) => ({ notice: 'subscribe', subscription: 1, query });
    expect(check(asks({ kind: 'trained', run: 'a', blocks: null }))).toBe(true);
    expect(check(asks({ kind: 'none', run: 'a' }))).toBe(false);
    expect(check(asks({ kind: 'trained', run: undefined, blocks: null }))).toBe(false);
    expect(check({ notice: 'visible', subscriptions: [1, -1] })).toBe(false);
    expect(check({ notice: 'ready' })).toBe(true);
  });

  it('is an edit at whole offsets', () => {
    const edit = (start: unknown) => ({ version: 1, edits: [{ start, end: 3, text: '' }] });
    expect(notebookParams.edit(edit(0))).toBe(true);
    expect([edit(-1), edit(0.5), edit('0'), edit(2 ** 60)].filter(notebookParams.edit)).toEqual([]);
  });

  it('is an action with what it is done to', () => {
    const cells = (action: object) => notebookParams.cells({ version: 1, action });
    expect(cells({ action: 'move', cell: 'k', to: 1 })).toBe(true);
    expect(cells({ action: 'move', cell: 'k' })).toBe(false);
    expect(cells({ action: 'delete', cell: 'k' })).toBe(true);
    expect(cells({ action: 'explode', cell: 'k' })).toBe(false);
    expect(runViewerParams.act({ action: 'delete', runs: ['a'] })).toBe(true);
    expect(runViewerParams.act({ action: 'delete', runs: 'a' })).toBe(false);
  });

  it('is a file to be saved as text or bytes', () => {
    const file = (content: unknown) => runViewerParams.export({ name: 'a', content });
    expect([file(new Uint8Array(2)), file('x'), file({ 0: 1 }), file(null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

it('an answer may be none', () => {
  expect(notebookAnswers.hover(null)).toBe(true);
  expect(notebookAnswers.hover({ markdown: '', span: { start: 0, end: 1 } })).toBe(true);
  expect(notebookAnswers.hover(undefined)).toBe(false);
});
