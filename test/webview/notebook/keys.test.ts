import { EditorState, StateEffect, type Transaction } from '@codemirror/state';
import { keymap, runScopeHandlers, type EditorView } from '@codemirror/view';
import { expect, it } from 'vitest';
import type { CellState, KindView, NotebookCell, RunView } from '../../../src/protocol/index.ts';
import { cellWords } from '../../../webview/notebook/cell/cellWords.ts';
import { unknownKind } from '../../../webview/notebook/cell/kinds.ts';
import { editingKeys } from '../../../webview/notebook/editor/editingKeys.ts';
import { KeyReader } from '../../../webview/notebook/shell/keys.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, held: Partial<typeof none> = {}) => ({ ...none, ...held, key });

it.each([
  ['k', 'previous'],
  ['ArrowDown', 'next'],
  ['Enter', 'edit'],
  ['a', 'insertAbove'],
  ['b', 'insertBelow'],
  ['m', 'toNote'],
  ['y', 'toCode'],
  ['o', 'foldResult'],
  ['z', 'undo'],
  ['h', 'help'],
])('%s alone means %s', (key, does) =>
  expect(new KeyReader().command(press(key), 0)).toEqual({ does }),
);

it('deletes at the second d, not at two that are far apart or have another key between', () => {
  const keys = new KeyReader();
  expect(keys.command(press('d'), 0)).toBe(null);
  expect(keys.command(press('d'), 300)).toEqual({ does: 'delete' });
  expect(keys.command(press('d'), 400)).toBe(null);
  expect(keys.command(press('d'), 5000)).toBe(null);
  keys.command(press('j'), 5100);
  expect(keys.command(press('d'), 5200)).toBe(null);
});

it('leaves keys of the editor alone, and takes undo and run in both modes', () => {
  const keys = new KeyReader();
  expect(keys.command(press('a', { ctrlKey: true }), 0)).toBe(null);
  expect(keys.always(press('a'))).toBe(null);
  expect(keys.always(press('z', { ctrlKey: true }))).toEqual({ does: 'undo' });
  expect(keys.always(press('Z', { metaKey: true, shiftKey: true }))).toEqual({ does: 'redo' });
  expect(keys.always(press('Enter', { shiftKey: true }))).toEqual({ does: 'runAndNext' });
  expect(keys.always(press('Enter', { ctrlKey: true }))).toEqual({ does: 'run' });
  expect(keys.command(press('ArrowUp', { altKey: true }), 0)).toEqual({ does: 'moveUp' });
});

const cell: NotebookCell = {
  ...{ key: 'c1', kind: 'train', name: 'base', start: 0, end: 1, line: 0, of: 'shallow' },
};

function runOf(life: RunView['life'], more: Partial<RunView> = {}): RunView {
  return {
    ...{ created: '2026-11-21T12:00:00Z', ended: null, step: 412, steps: 600, secondsElapsed: 183 },
    ...more,
    life,
  } as RunView;
}

function wordsOf(more: Partial<CellState>, kind: Partial<KindView> = {}) {
  const none = { outOfDate: null, prospect: null, variants: [] };
  const state = { cell: 'c1', status: { status: 'run' }, ...none, ...more };
  const { look, strong, rest } = cellWords(cell, state as unknown as CellState, {
    ...unknownKind,
    ...kind,
  });
  return [look, strong, rest];
}

const words = (
  life: RunView['life'],
  more: Partial<RunView> = {},
  outOfDate: CellState['outOfDate'] = null,
) => wordsOf({ runs: [runOf(life, more)], outOfDate });

it('words the states of a cell', () => {
  const running = {
    state: 'running',
    phase: 'training',
    stopping: false,
    secondsLeft: 67,
  } as const;
  expect(words(running)).toEqual(['live', 'step 412 of 600', '1 min 07 s left']);
  expect(words({ ...running, secondsLeft: null })).toEqual(['live', 'step 412 of 600', '']);
  expect(words({ state: 'queued', ahead: 1 })).toEqual(['queued', '', 'queued · 1 ahead']);
  expect(words({ state: 'stopped' }, { step: 350 })).toEqual([
    'stopped',
    '',
    'stopped at 350 of 600',
  ]);
  const failed = { state: 'failed', message: 'The loss is not a number.', advice: null } as const;
  expect(words(failed, { step: 2 })).toEqual(['failed', 'failed', 'at step 2']);
  expect(words({ state: 'finished' }, {}, [])).toEqual([
    'stale',
    'out of date',
    'ran for 3 min 03 s',
  ]);
});

it('words the seeds of a cell: which one runs, and that one failed', () => {
  const finished = runOf({ state: 'finished' }, { variant: { seed: 1 } });
  const failed = runOf(
    { state: 'failed', message: 'It diverged.', advice: null },
    { variant: { seed: 2 } },
  );
  const last = runOf(
    { state: 'finished' },
    { variant: { seed: 3 }, created: '2026-11-21T13:00:00Z' },
  );
  const runs = [finished, failed, last];
  expect(wordsOf({ runs })).toEqual(['failed', 'seed 2 failed', 'at step 412']);
  const running = {
    state: 'running',
    phase: 'training',
    stopping: false,
    secondsLeft: 67,
  } as const;
  expect(wordsOf({ runs: [finished, runOf(running, { variant: { seed: 2 } })] })).toEqual([
    'live',
    'step 412 of 600',
    '1 min 07 s left · seed 2',
  ]);
});

it('words the variants of a cell by what differs, and says where none ran as it is written', () => {
  const finished = runOf({ state: 'finished' }, { variant: { seed: 1 } });
  const failed = runOf(
    { state: 'failed', message: 'It diverged.', advice: null },
    { variant: { seed: 1, 'rate.cosine': [0.1, 0] } },
  );
  expect(wordsOf({ runs: [finished, failed] })[1]).toBe('rate.cosine [0.1, 0] failed');
  const status = { status: 'never' } as const;
  expect(wordsOf({ status, runs: [], variants: [failed] })).toEqual([
    'plain',
    '',
    'not run as written',
  ]);
  expect(wordsOf({ status, runs: [] })).toEqual(['plain', '', 'not run yet']);
});

it('words a cell that shows what others recorded, and one that compares runs', () => {
  const [going, done] = [
    runOf({ state: 'running', phase: '', stopping: false, secondsLeft: null }),
    runOf({ state: 'finished' }),
  ];
  const never = { status: { status: 'never' }, runs: [] } as const;
  const shows = { showsRecords: true };
  expect(wordsOf({ ...never, studied: [going] }, shows)).toEqual([
    'plain',
    'live',
    'while shallow trains',
  ]);
  expect(wordsOf({ ...never, studied: [done] }, shows)[2]).toBe('as shallow recorded them');
  expect(wordsOf({ ...never, studied: [] }, shows)[2]).toBe('not run yet');
  expect(wordsOf({ ...never, studied: [done] })[2]).toBe('not run yet');
  const still = { status: { status: 'still' }, runs: [] } as const;
  const view = { isView: true };
  expect(wordsOf({ ...still, studied: [done, done] }, view)[2]).toBe('2 runs');
  expect(wordsOf({ ...still, studied: [done] }, view)[2]).toBe('nothing to compare yet');
  expect(wordsOf({ ...still, studied: [done, done] })).toEqual(['plain', '', '']);
});

it('says of a cell with a mistake that it waits in the queue, so that it can be taken out', () => {
  const runs = [runOf({ state: 'queued', ahead: 0 })];
  const status = { status: 'invalid', problems: 1, line: 3 } as const;
  expect(wordsOf({ status, runs })).toEqual(['queued', '', 'queued']);
  expect(wordsOf({ status, runs: [] })).toEqual(['problem', '1 problem', 'line 4']);
});

it('leaves the keys that run a cell to the notebook while its text is edited', () => {
  const state = EditorState.create({ doc: 'epochs: 6', selection: { anchor: 9 } });
  const pressed = (key: string, shiftKey: boolean, ctrlKey: boolean) => {
    let text = state.doc.toString();
    const dispatch = (transaction: Transaction) => (text = transaction.newDoc.toString());
    const view = { state, dispatch } as unknown as EditorView;
    const event = { ...none, key, shiftKey, ctrlKey, keyCode: 13 } as unknown as KeyboardEvent;
    const isHandled = runScopeHandlers(
      Object.assign(view, { state: withKeys(state) }),
      event,
      'editor',
    );
    return [isHandled, text];
  };
  expect(pressed('Enter', false, false)).toEqual([true, 'epochs: 6\n']);
  expect(pressed('Enter', true, false)).toEqual([false, 'epochs: 6']);
  expect(pressed('Enter', false, true)).toEqual([false, 'epochs: 6']);
});

const withKeys = (state: EditorState) =>
  state.update({ effects: StateEffect.appendConfig.of(keymap.of(editingKeys)) }).state;
