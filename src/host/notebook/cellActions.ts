import {
  deleteCell,
  duplicateCell,
  insertCell,
  moveCell,
  type Notebook,
  type TextEdit,
  toCode,
  toNote,
} from '../../language/index.ts';
import type { CellAction, NotebookCell } from '../../protocol/index.ts';
import { cellTemplate } from './cellTemplates.ts';

export interface CellEdits {
  readonly edits: readonly TextEdit[];
  /** Which cell is selected afterwards: its index then. */
  readonly select: number | null;
}

/** What a command about a cell does to the text. No edits: there is nothing to do. */
export function cellActions(
  action: CellAction,
  text: string,
  notebook: Notebook,
  cells: readonly NotebookCell[],
): CellEdits {
  if (action.action === 'insert') {
    const at = Math.min(action.at, cells.length);
    const template = cellTemplate(action.cellKind, text, notebook, at);
    return { edits: template === null ? [] : insertCell(text, at, template), select: at };
  }
  const index = cells.findIndex(cell => cell.key === action.cell);
  if (index < 0) return { edits: [], select: null };
  switch (action.action) {
    case 'delete': {
      const last = cells.length - 2;
      return { edits: deleteCell(text, index), select: last < 0 ? null : Math.min(index, last) };
    }
    case 'duplicate':
      return { edits: duplicateCell(text, index), select: index + 1 };
    case 'toNote':
      return { edits: toNote(text, index), select: index };
    case 'toCode':
      return { edits: toCode(text, index), select: index };
    case 'move':
      return { edits: moveCell(text, index, action.to), select: action.to };
  }
}
