import { type CellPiece, cellPieces, newlineOf } from './cellPieces.ts';
import type { TextEdit } from './textEdit.ts';

/** Makes a cell a note that holds its text. Notes give no edits. */
export function toNote(text: string, index: number): TextEdit[] {
  const piece = cellPieces(text)[index];
  if (piece === undefined || piece.cell.kind === 'note') return [];
  const { start, end } = codeOf(text, piece);
  const newline = newlineOf(text);
  const code = text.slice(start, end);
  const lines = code.split(/(?<=\r\n|\n|\r(?!\n))/);
  const indented = lines.map(line => (line.trim() === '' ? line : `  ${line}`)).join('');
  // The first line says how deep a block is, unless the header does.
  const header = /^[ \t]/.test(code) ? 'note: |2' : 'note: |';
  const before = isAtLineStart(text, start) ? '' : newline;
  return [{ start, end, text: `${before}${header}${newline}${indented}` }];
}

/**
 * Makes the text of a note a cell; nothing checks whether it is one. An empty note becomes the
 * beginning of a network. Cells of other kinds and notes with mistakes give no edits.
 */
export function toCode(text: string, index: number): TextEdit[] {
  const piece = cellPieces(text)[index];
  const value = piece?.cell.value;
  if (piece === undefined || value?.kind !== 'note') return [];
  const { cell } = piece;
  const keys = [...cell.positions.entries()].filter(([path]) => path.length === 1);
  const place = cell.positions.get(['note']);
  if (place?.key == null || keys.length > 1) return [];
  const isFlow = text.startsWith('{', cell.range.start);
  const range = isFlow
    ? cell.range
    : { start: place.key.start, end: Math.max(place.key.end, place.value.end) };
  // What stands between key and colon of an empty note goes with it.
  const colon = value.value === '' ? (/^[ \t]*:/.exec(text.slice(range.end))?.[0].length ?? 0) : 0;
  // White space at the end lies outside the range and stays.
  const code = value.value.trimEnd().replaceAll('\n', newlineOf(text));
  const written = code.trim() === '' ? 'network: ' : code;
  return [{ start: range.start, end: range.end + colon, text: written }];
}

/** From the line on which a cell begins to the last line of its piece that is not blank. */
function codeOf(text: string, { cell, body, end }: CellPiece): { start: number; end: number } {
  const lineStart = /[^\r\n]*$/.exec(text.slice(0, cell.range.start));
  const start = Math.max(body, cell.range.start - (lineStart?.[0].length ?? 0));
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function isAtLineStart(text: string, at: number): boolean {
  return at === 0 || /[\r\n]/.test(text.charAt(at - 1));
}
