import { keepOld, LineIndex } from '../../../base/index.ts';
import { soundCells } from '../../../runs/index.ts';
import type { CellState } from '../../../protocol/index.ts';
import type { CellDocument, CellRuns, Closable, Memory, RunIndex } from '../types.ts';
import { cellStates, type Subject } from './cellState.ts';
import { assignSlots, cellSlotName } from './slots.ts';

/** See `CellRuns`. Slots are kept in `memory`. The index stays its owner's to close. */
export function createCellRuns(index: RunIndex, memory: Memory): CellRuns {
  const listeners = new Set<(states: readonly CellState[]) => void>();
  let subject: Omit<Subject, 'runs'> | null = null;
  let states: readonly CellState[] = [];
  let held: Closable | null = null;

  const update = () => {
    if (subject === null) return;
    const old = new Map(states.map(state => [state.cell, state]));
    const now = cellStates({ ...subject, runs: index.runs }).map(state =>
      keepOld(old.get(state.cell), state),
    );
    const isSame = now.length === states.length && now.every((state, i) => state === states[i]);
    if (isSame) return;
    states = now;
    for (const listener of [...listeners]) listener(states);
  };
  const following = index.onChange(update);

  return {
    get states() {
      return states;
    },
    onChange: listener => {
      listeners.add(listener);
      return { close: () => void listeners.delete(listener) };
    },
    setNotebook: document => {
      subject = subjectOf(document, memory);
      update();
    },
    setVisible: visible => {
      if (visible) held ??= index.hold();
      else {
        held?.close();
        held = null;
      }
    },
    close: () => {
      held?.close();
      following.close();
      listeners.clear();
    },
  };
}

/** Train cells get slots in the order of the file; the first one is ink. */
function subjectOf(document: CellDocument, memory: Memory): Omit<Subject, 'runs'> {
  const { notebook, text, path, keys } = document;
  const lines = new LineIndex(text);
  const offsets = document.errors ?? errorsOf(document);
  const names = notebook.cells.filter(c => c.kind === 'train').map(c => c.name);
  const slots = assignSlots(
    memory,
    names.map(name => cellSlotName(path, name)),
  );
  return {
    notebook,
    path,
    keys,
    errors: offsets.map(offset => ({ offset, line: lines.at(offset).line - 1 })),
    slotOf: cell => slots[names.indexOf(cell)] ?? 0,
  };
}

function errorsOf({ notebook }: CellDocument): number[] {
  return soundCells(notebook).errors.map(({ range }) => range.start);
}
