import type { Cell, Notebook, Reference } from './notebook.ts';

/* Following names from cell to cell. What leads out of the notebook, or nowhere, is null or left out. */

/** The network that a training trains. */
export function networkCellOf(notebook: Notebook, training: Cell): Cell | null {
  return referred(notebook, training, 'network')[0] ?? null;
}

/** The training that a study is of. */
export function trainingCellOf(notebook: Notebook, study: Cell): Cell | null {
  return trainingCellsOf(notebook, study)[0] ?? null;
}

/** The trainings that a study is of, each once: a comparison is of several. */
export function trainingCellsOf(notebook: Notebook, study: Cell): Cell[] {
  return [...new Set(referred(notebook, study, 'run'))];
}

/** The training of the notebook that another starts from. */
export function weightsCellOf(notebook: Notebook, training: Cell): Cell | null {
  return referred(notebook, training, 'weights')[0] ?? null;
}

/** The trainings that take a network. */
export function trainersOf(notebook: Notebook, network: Cell): Cell[] {
  return notebook.cells.filter(cell => networkCellOf(notebook, cell) === network);
}

/** What a study names that is no cell of the notebook: a run's id, or a path; null where it names a cell. */
export function outsideRunOf({ references }: Cell): string | null {
  return references.find(r => r.to === 'run' && r.target === null)?.name ?? null;
}

function referred({ cells }: Notebook, { references }: Cell, to: Reference['to']): Cell[] {
  return references.flatMap(r => (r.to === to && r.target !== null ? (cells[r.target] ?? []) : []));
}
