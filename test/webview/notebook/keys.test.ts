import { expect, it } from 'vitest';
import type { CellState, NotebookCell, RunView } from '../../../src/protocol/index.ts';
import { cellWords } from '../../../webview/notebook/cell/cellWords.ts';
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

function words(
  life: RunView['life'],
  more: Partial<RunView> = {},
  outOfDate: CellState['outOfDate'] = null,
) {
  const run = {
    ...{ created: '2026-11-21T12:00:00Z', ended: null, step: 412, steps: 600, secondsElapsed: 183 },
    ...more,
    life,
  } as RunView;
  const state = { cell: 'c1', status: { status: 'run' }, runs: [run], outOfDate, prospect: null };
  const { look, strong, rest } = cellWords(cell, state as unknown as CellState);
  return [look, strong, rest];
}

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
