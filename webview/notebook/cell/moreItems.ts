import type { NotebookCell } from '../../../src/protocol/index.ts';
import type { NotebookApp } from '../app.ts';
import type { MenuItem } from '../../base/menu.ts';

/** What can be done with a cell besides running it. */
export function moreItems(app: NotebookApp, cell: NotebookCell): MenuItem[] {
  const { key } = cell;
  const at = app.store.cells.findIndex(each => each.key === key);
  const isLast = at === app.store.cells.length - 1;
  const change = (label: string, icon: string, hint: string, act: () => void, off = false) => ({
    label,
    icon,
    hint,
    disabled: off || app.readOnly !== null,
    run: act,
  });
  const select = async (done: Promise<string | null>) => {
    const selected = await done;
    if (selected !== null) app.reveal(selected);
  };
  return [
    change(
      'Move up',
      'arrow-up',
      'Alt+↑',
      () => void select(app.change({ action: 'move', cell: key, to: at - 1 })),
      at === 0,
    ),
    change(
      'Move down',
      'arrow-down',
      'Alt+↓',
      () => void select(app.change({ action: 'move', cell: key, to: at + 1 })),
      isLast,
    ),
    change(
      'Duplicate',
      'copy',
      '',
      () => void select(app.change({ action: 'duplicate', cell: key })),
    ),
    cell.kind === 'note'
      ? change(
          'Make it code',
          'code',
          'y',
          () => void select(app.change({ action: 'toCode', cell: key })),
        )
      : change(
          'Make it a note',
          'markdown',
          'm',
          () => void select(app.change({ action: 'toNote', cell: key })),
        ),
    { label: 'Fold text', icon: 'fold', run: () => app.ui.foldCode(key) },
    { label: 'Fold result', icon: 'fold-up', hint: 'o', run: () => app.ui.foldResult(key) },
    change(
      'Delete',
      'trash',
      'd d',
      () => void select(app.change({ action: 'delete', cell: key })),
    ),
  ];
}
