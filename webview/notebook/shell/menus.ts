import { cellWords } from '../cell/cellWords.ts';
import { addable, kindIcon } from '../cell/kinds.ts';
import type { NotebookStore } from '../store/notebookStore.ts';
import { openMenu } from '../../base/menu.ts';

/** The kinds of cells that can be added. */
export function offerKinds(below: DOMRect, add: (kind: string) => void): void {
  const items = addable.map(({ kind, hint }) => ({
    label: kind,
    icon: kindIcon(kind),
    hint,
    run: () => add(kind),
  }));
  openMenu('Add a cell', items, below);
}

/** The cells that there are, each with its state. */
export function offerCells(
  store: NotebookStore,
  below: DOMRect,
  show: (key: string) => void,
): void {
  const items = store.cells.map(cell => {
    const { strong, rest } = cellWords(cell, store.state(cell.key));
    const title = store.document?.notes[cell.key]?.trim().split('\n', 1)[0]?.replace(/^#+ /, '');
    return {
      label: cell.name || title || (cell.kind ?? 'cell'),
      icon: kindIcon(cell.kind),
      hint: strong || rest,
      run: () => show(cell.key),
    };
  });
  openMenu('Cells of this notebook', items, below);
}
