import type { Text } from '@codemirror/state';
import type { NotebookCell } from '../../../src/protocol/index.ts';

/**
 * The cells of a text, with the one that somebody edits as it has been followed through every change:
 * nothing leaves the editor that is typed in. The host shows a cell without the blank lines at its ends,
 * none where there is no text, and two where a marker was typed; the view does so when the cell is left.
 */
export function keepHeld(
  cells: readonly NotebookCell[],
  held: NotebookCell | undefined,
  text: Text,
): readonly NotebookCell[] {
  if (held === undefined) return cells;
  const shown = cells.find(cell => cell.key === held.key);
  if (shown === undefined && wasDeleted(held, text)) return cells;
  const kept = {
    ...(shown ?? held),
    start: Math.min(held.start, shown?.start ?? held.start),
    end: Math.max(held.end, shown?.end ?? held.end),
  };
  const isInside = (cell: NotebookCell) =>
    cell.key === held.key || (cell.start < kept.end && cell.end > kept.start);
  const others = cells.filter(cell => !isInside(cell));
  const next = others.findIndex(cell => cell.start >= kept.end);
  return others.toSpliced(next < 0 ? others.length : next, 0, kept);
}

/** Others took the cell out: an empty one that is still edited stands between two markers. */
function wasDeleted({ start, end }: NotebookCell, text: Text): boolean {
  if (text.sliceString(start, end).trim() !== '') return false;
  const before = text.sliceString(0, start).trimEnd();
  const behind = text.sliceString(end).trimStart();
  return !(/(^|\n---[^\n]*)$/.test(before) && /^(---|$)/.test(behind));
}
