import type { TextRange } from '../base/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { LooseCell } from './looseCell.ts';
import { parseCell } from './parseCell.ts';
import { readCell } from './yaml/readCell.ts';

/**
 * The cells of a text by their source, so that after an edit only the cell it is in is read again.
 * Values of a cell that did not change stay the same objects.
 */
export class CellMemory {
  #last = new Map<string, LooseCell | null>();
  #next = new Map<string, LooseCell | null>();

  /** The cell in this piece of a text; null if it holds nothing but white space and comments. */
  read(text: string, piece: TextRange): LooseCell | null {
    const source = text.slice(piece.start, piece.end);
    const known = this.#next.get(source) ?? this.#last.get(source);
    const cell = known === undefined ? readAlone(source) : known;
    this.#next.set(source, cell);
    return cell && shifted(cell, piece.start);
  }

  /** A whole text has been read; what it does not have is forgotten. */
  turn(): void {
    this.#last = this.#next;
    this.#next = new Map();
  }
}

function readAlone(source: string): LooseCell | null {
  const syntax = readCell(source, { start: 0, end: source.length });
  return syntax && parseCell(syntax);
}

/** The same cell further down in a text. */
function shifted(cell: LooseCell, by: number): LooseCell {
  const move = ({ start, end }: TextRange): TextRange => ({ start: start + by, end: end + by });
  const moved = (diagnostic: Diagnostic): Diagnostic => ({
    ...diagnostic,
    range: move(diagnostic.range),
    ...(diagnostic.fix && {
      fix: { ...diagnostic.fix, range: diagnostic.fix.range && move(diagnostic.fix.range) },
    }),
    ...(diagnostic.related && {
      related: diagnostic.related.map(r => ({ ...r, range: move(r.range) })),
    }),
  });
  return {
    ...cell,
    range: move(cell.range),
    nameRange: move(cell.nameRange),
    positions: cell.positions.shifted(by),
    references: cell.references.map(r => ({ ...r, range: move(r.range) })),
    diagnostics: cell.diagnostics.map(moved),
  };
}
