import type { TextRange } from '../base/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Positions } from './positions.ts';
import type { CellKind, CellValue } from './values.ts';

/** A notebook: the cells of a text, in order, and everything that is wrong with it as text. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Cell {
  /** Null where the first key is no kind. */
  readonly kind: CellKind | null;
  /** Empty for notes and where it is missing. */
  readonly name: string;
  /** All of the cell, without markers, surrounding comments and white space. */
  readonly range: TextRange;
  /** The name, or the kind's key where the name is missing. */
  readonly nameRange: TextRange;
  /** Where keys and values stand, by their path in the text. */
  readonly positions: Positions;
  /** The checked value; null while the cell has an error. */
  readonly value: CellValue | null;
  /** As much of the value as could be read, defaults in place of what is wrong; null if too much is missing. */
  readonly partial: CellValue | null;
  readonly references: readonly Reference[];
}

/** A name that stands for another cell. */
export interface Reference {
  readonly name: string;
  readonly range: TextRange;
  readonly to: 'network' | 'run' | 'weights';
  /** The cell in `cells`; null: outside the notebook (a run id, a path), or undefined. */
  readonly target: number | null;
}

/** The cell of this name: of a run if there is one, else of a network. */
export function findCell(notebook: Notebook, name: string): Cell | undefined {
  const named = notebook.cells.filter(c => c.name === name && c.kind !== null && c.kind !== 'note');
  return named.find(c => c.kind !== 'network') ?? named[0];
}

/** The network of this name. */
export function findNetwork(notebook: Notebook, name: string): Cell | undefined {
  return notebook.cells.find(c => c.kind === 'network' && c.name === name);
}
