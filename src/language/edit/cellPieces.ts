import type { Cell, Notebook } from '../notebook.ts';
import { parseNotebook } from '../parseNotebook.ts';
import { splitCells } from '../yaml/splitCells.ts';

/** A cell of a text with the marker line before it. */
export interface CellPiece {
  readonly cell: Cell;
  /** Of the marker; directives before it are no part of the cell. */
  readonly start: number;
  /** Behind the marker line, or behind the marker where the cell begins on its line. */
  readonly body: number;
  /** Where the next marker stands, or the text ends. */
  readonly end: number;
  /** The cell has a marker line with nothing else on it, and can do without it at the top. */
  readonly hasBareMarker: boolean;
}

/** The cells of a text as pieces that can be cut out, in order. */
export function cellPieces(text: string, notebook: Notebook = parseNotebook(text)): CellPiece[] {
  const pieces = splitCells(text);
  let next = 0;
  return notebook.cells.map(cell => {
    while ((pieces[next]?.end ?? Infinity) <= cell.range.start) next++;
    const piece = pieces[next] ?? { start: 0, end: text.length };
    return pieceOf(text, cell, piece.start, piece.end);
  });
}

function pieceOf(text: string, cell: Cell, from: number, end: number): CellPiece {
  const source = text.slice(from, end);
  // A marker inside a piece stands behind its directives.
  const inner = [...source.matchAll(/^---(?=[ \t\r\n]|$)/gm)].at(-1)?.index ?? 0;
  const start = from + inner;
  const line = /^(?:---|\.\.\.)[ \t]*(#.*)?(?:\r\n|\n|\r|$)/.exec(text.slice(start, end));
  const marker = line ?? /^---[ \t]+/.exec(text.slice(start, end));
  return {
    cell,
    start,
    body: start + (marker?.[0].length ?? 0),
    end,
    hasBareMarker: line !== null && line[1] === undefined && inner === 0,
  };
}

/** How the lines of a text end. */
export function newlineOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** What must come before text that begins a line here. */
export function lineBreakBefore(text: string, at: number): string {
  return at === 0 || /[\r\n]/.test(text.charAt(at - 1)) ? '' : newlineOf(text);
}
