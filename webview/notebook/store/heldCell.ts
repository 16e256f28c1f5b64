import type { NotebookCell, NotebookDocument } from '../../../src/protocol/index.ts';

/**
 * The cells of a document with the one whose text is being edited as it was: the host shows a cell without
 * the blank lines at its ends, and none where there is no text, which is no place to go on typing.
 */
export function keepHeld(
  { cells, text }: Pick<NotebookDocument, 'cells' | 'text'>,
  held: NotebookCell | undefined,
): readonly NotebookCell[] {
  if (held === undefined) return cells;
  const isBlank = (from: number, to: number) => text.slice(from, to).trim() === '';
  const at = cells.findIndex(cell => cell.key === held.key);
  const shown = cells[at];
  if (shown === undefined) {
    if (!isBlank(held.start, held.end) || !isBetweenMarkers(held, text)) return cells;
    const next = cells.findIndex(cell => cell.start >= held.end);
    return cells.toSpliced(next < 0 ? cells.length : next, 0, held);
  }
  const isBefore = held.start < shown.start && isBlank(held.start, shown.start);
  const isBehind = held.end > shown.end && isBlank(shown.end, held.end);
  return cells.with(at, {
    ...shown,
    start: isBefore ? held.start : shown.start,
    end: isBehind ? held.end : shown.end,
  });
}

/** Nothing stands between the markers around a place; a cell that was deleted left none. */
function isBetweenMarkers({ start, end }: NotebookCell, text: string): boolean {
  const before = text.slice(0, start).trimEnd();
  const behind = text.slice(end).trimStart();
  return /(^|\n---[^\n]*)$/.test(before) && /^(---|$)/.test(behind);
}
