import { findCell, findNetwork } from '../notebook.ts';
import { parseNotebook } from '../parseNotebook.ts';
import { type CellPiece, cellPieces, lineBreakBefore, newlineOf } from './cellPieces.ts';
import { flowText } from '../../base/index.ts';
import type { TextEdit } from './textEdit.ts';

/*
 * Edits of a notebook cell by cell. An index counts the cells of `parseNotebook`; one that no cell has
 * gives no edits. Whatever belongs to other cells, comments and line ends included, stays as it is.
 */

/** Puts a cell before the cell `index`, or last. `cellText` has no marker; a blank one gives no edits. */
export function insertCell(text: string, index: number, cellText: string): TextEdit[] {
  const newline = newlineOf(text);
  const cell = cellText.trim() === '' ? '' : cellText.replace(/\r\n?|\n/g, newline);
  if (cell === '') return [];
  const body = /[\r\n]$/.test(cell) ? cell : cell + newline;
  const pieces = cellPieces(text);
  const piece = pieces[Math.max(0, index)];
  if (piece !== undefined) {
    const hasMarker = piece.body > piece.start;
    const inserted = hasMarker ? `---${newline}${body}` : `${body}---${newline}`;
    return [{ start: piece.start, end: piece.start, text: inserted }];
  }
  // What has no cell yet needs no marker, unless directives wait for one.
  const needsMarker = pieces.length > 0 || /^%/m.test(text);
  const marker = needsMarker ? `---${newline}` : '';
  const at = text.length;
  return [{ start: at, end: at, text: lineBreakBefore(text, at) + marker + body }];
}

/** Takes a cell out, with the comments in it and one marker. */
export function deleteCell(text: string, index: number): TextEdit[] {
  const piece = cellPieces(text)[index];
  return piece === undefined ? [] : [{ ...cutOf(text, piece), text: '' }];
}

/** Moves a cell so that it is the cell `to` afterwards. */
export function moveCell(text: string, from: number, to: number): TextEdit[] {
  const pieces = cellPieces(text);
  const [piece, target] = [pieces[from], pieces[to]];
  if (piece === undefined || target === undefined || from === to) return [];
  const newline = newlineOf(text);
  const cut: TextEdit = { ...cutOf(text, piece), text: '' };
  const whole = text.slice(piece.start, piece.end);
  const moved = whole + lineBreakBefore(whole, whole.length);
  if (to > from) {
    const marker = piece.body > piece.start ? '' : `---${newline}`;
    const at = target.end;
    return [cut, { start: at, end: at, text: lineBreakBefore(text, at) + marker + moved }];
  }
  const isFirst = target.body === target.start;
  const inserted = isFirst
    ? `${piece.hasBareMarker ? moved.slice(piece.body - piece.start) : moved}---${newline}`
    : moved;
  return [{ start: target.start, end: target.start, text: inserted }, cut];
}

/** Puts a copy behind a cell; a cell with a name gets the first free one: `base`, `base-2`, `base-3`. */
export function duplicateCell(text: string, index: number): TextEdit[] {
  const piece = cellPieces(text)[index];
  if (piece === undefined) return [];
  const newline = newlineOf(text);
  const { cell, start, end } = piece;
  const marker = piece.body > start ? '' : `---${newline}`;
  let copy = text.slice(start, end);
  if (cell.kind !== null && cell.kind !== 'note' && cell.name !== '') {
    const name = flowText(freshName(text, cell.name));
    const { nameRange } = cell;
    copy = copy.slice(0, nameRange.start - start) + name + copy.slice(nameRange.end - start);
  }
  const finished = copy + lineBreakBefore(copy, copy.length);
  return [{ start: end, end, text: lineBreakBefore(text, end) + marker + finished }];
}

/** A name that no cell of the notebook has: this one, or with the first number that is free. */
export function freshName(text: string, name: string): string {
  const notebook = parseNotebook(text);
  const isTaken = (n: string) =>
    findCell(notebook, n) !== undefined || findNetwork(notebook, n) !== undefined;
  if (!isTaken(name)) return name;
  const stem = name.replace(/-\d+$/, '').slice(0, 90);
  for (let n = 2; ; n++) if (!isTaken(`${stem}-${n}`)) return `${stem}-${n}`;
}

/** What goes when a cell goes: its marker, or for the first cell, which may have none, the next one. */
function cutOf(text: string, { start, body, end }: CellPiece): { start: number; end: number } {
  if (body > start) return { start, end };
  const next = /^---[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end));
  return { start, end: end + (next?.[0].length ?? 0) };
}
