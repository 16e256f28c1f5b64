import type { TextRange } from '../../base/index.ts';
import type { Cell } from '../../language/index.ts';
import { cellAt, type State } from '../state.ts';

/** The name of a cell, where it is given or where it is used. */
export interface NameAt {
  /** The cell that has the name. */
  readonly target: Cell;
  readonly index: number;
  /** The place that was asked about. */
  readonly range: TextRange;
}

/** The name at an offset; null where there is none, or it leads out of the notebook. */
export function nameAt(state: State, offset: number): NameAt | null {
  const cell = cellAt(state, offset);
  if (cell === null) return null;
  const { cells } = state.notebook;
  if (isIn(offset, cell.nameRange) && isNamed(cell))
    return { target: cell, index: cells.indexOf(cell), range: cell.nameRange };
  const reference = cell.references.find(r => isIn(offset, r.range));
  const index = reference?.target ?? null;
  const target = index === null ? undefined : cells[index];
  if (reference === undefined || index === null || target === undefined) return null;
  return { target, index, range: reference.range };
}

/** All places where the name of a cell is used, in the order of the text. */
export function usesOf({ notebook }: State, index: number): TextRange[] {
  return notebook.cells.flatMap(c =>
    c.references.filter(r => r.target === index).map(r => r.range),
  );
}

function isNamed(cell: Cell): boolean {
  return cell.kind !== null && cell.kind !== 'note' && cell.name !== '';
}

function isIn(offset: number, { start, end }: TextRange): boolean {
  return start <= offset && offset <= end;
}
