import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  documentAfter,
  documentSince,
  isNotebookNews,
  isNotebookNotice,
  statesAfter,
  statesSince,
  type CellState,
  type NotebookDocument,
  type RunView,
} from '../../src/protocol/index.ts';
import { runView } from '../host/viewer/runView.ts';
import { nearMisses } from './support/nearMisses.ts';

const cell = { start: 0, end: 1, key: 'k', kind: 'note', name: '', line: 0, of: null };

function document(text: string, fields: Partial<NotebookDocument> = {}): NotebookDocument {
  return {
    ...{ version: 1, text, cells: [cell], notes: { k: 'note', gone: 'old' } },
    ...{ fileName: 'a', readOnly: null },
    ...fields,
  };
}

const run: RunView = runView({ id: 'a' });
const state: CellState = {
  ...{ cell: 'k', status: { status: 'run' }, outOfDate: null, prospect: null },
  ...{ runs: [run], variants: [], studied: [] },
};

describe('a document', () => {
  const first = document('one\ntwo\nthree\n');

  it('is sent whole at first', () => {
    expect(documentSince(null, first)).toEqual(first);
    expect(documentAfter(null, first)).toEqual(first);
  });

  it('is sent as what changed in it', () => {
    const next = document('one\n2\nthree\nfour\n', { version: 2, notes: { k: 'note', n: 'new' } });
    const change = documentSince(first, next);
    expect(change).toMatchObject({
      since: 1,
      edits: [
        { start: 4, end: 7, text: '2' },
        { start: 14, end: 14, text: 'four\n' },
      ],
      notes: { k: null, n: 'new' },
    });
    expect(change).not.toHaveProperty('text');
    expect(documentAfter(first, change)).toEqual(next);
  });

  it('is not taken where the version before it never came', () => {
    const change = documentSince(first, document('x', { version: 3 }));
    expect(documentAfter(null, change)).toBeNull();
    expect(documentAfter(document('x', { version: 2 }), change)).toBeNull();
  });

  it('comes to be the same, whatever is written', () => {
    const random = Random.of(1, 'texts');
    const words = ['a', 'b', '\n', '---\n', '😀', 'train: x\n'];
    const text = () =>
      Array.from({ length: random.below(12) }, () => words[random.below(words.length)]).join('');
    for (let i = 0; i < 500; i++) {
      const [old, now] = [document(text()), document(text(), { version: 2 })];
      expect(documentAfter(old, documentSince(old, now))).toEqual(now);
    }
  });
});

describe('states', () => {
  const before = new Map([['k', state]]);

  it('are sent where they changed, and of their runs those that did', () => {
    expect(statesSince(before, [structuredClone(state)])).toEqual([]);
    const later = { ...run, id: 'b' };
    const now = { ...state, runs: [structuredClone(run), later], studied: [structuredClone(run)] };
    const changes = statesSince(before, [now]);
    expect(changes).toEqual([{ ...now, runs: ['a', later], studied: ['a'] }]);
    const after = statesAfter(before, changes);
    expect(after?.get('k')).toEqual(now);
    expect(after?.get('k')?.runs[0]).toBe(run);
  });

  it('of cells that did not change are the old objects', () => {
    const other = { ...state, cell: 'l' };
    const changes = statesSince(before, [state, other]);
    const after = statesAfter(before, changes);
    expect(after?.get('k')).toBe(state);
    expect(after?.get('l')).toEqual(other);
  });

  it('are not taken where a run that they name never came', () => {
    const [change] = statesSince(before, [{ ...state, prospect: 'more' }]);
    if (change === undefined) throw new Error('nothing changed');
    expect(change.runs).toEqual(['a']);
    expect(statesAfter(new Map(), [change])).toBeNull();
  });
});

describe('news of a notebook', () => {
  const fields = {
    optional: ['k', 'gone', 'n', 'problem', 'seed'],
    words: ['news', 'status', 'state'],
  };
  const whole = {
    news: 'document',
    document: document('x'),
    states: statesSince(new Map(), [state]),
  };
  const change = {
    ...whole,
    document: documentSince(document('x'), document('y', { version: 2 })),
    states: [{ ...state, runs: ['a'] }],
  };
  const states = { news: 'states', states: [{ ...state, runs: ['a', run] }] };

  it.each([whole, change, states])('is one, and none with a fault: %#', news => {
    expect(isNotebookNews(news)).toBe(true);
    const misses = [...nearMisses(news, fields)];
    expect(misses.length).toBeGreaterThan(30);
    const accepted = misses.filter(({ value }) => isNotebookNews(value));
    expect(accepted.map(({ fault }) => fault)).toEqual([]);
  });

  it('may be asked for anew', () => {
    expect(isNotebookNotice({ notice: 'lost' })).toBe(true);
    expect(isNotebookNotice({ notice: 'list' })).toBe(false);
  });
});
