import { cellWords } from '../cell/cellWords.ts';
import type { NotebookStore } from '../store/notebookStore.ts';
import { openMenu } from '../../base/menu.ts';

/** The kinds of cells that can be added. */
export function offerKinds(
  { kinds }: NotebookStore,
  below: DOMRect,
  add: (kind: string) => void,
): void {
  const items = kinds.map(({ kind, icon, hint }) => ({
    label: kind,
    icon,
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
    const { strong, rest } = cellWords(cell, store.state(cell.key), store.kindOf(cell));
    const title = store.document?.notes[cell.key]?.trim().split('\n', 1)[0]?.replace(/^#+ /, '');
    return {
      label: cell.name || title || (cell.kind ?? 'cell'),
      icon: store.kindOf(cell).icon,
      hint: strong || rest,
      run: () => show(cell.key),
    };
  });
  openMenu('Cells of this notebook', items, below);
}
