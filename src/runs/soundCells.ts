import { checkParsed, publicWorld } from '../checks/index.ts';
import { digestOf, type Cell, type Diagnostic, type Notebook } from '../language/index.ts';
import type { RunnableCell } from './chooseCells.ts';

/** What can run of a notebook: errors matter in the cells that run and in those that they refer to. */
export interface Soundness {
  readonly errors: readonly Diagnostic[];
  readonly canRun: (...cells: readonly RunnableCell[]) => boolean;
  /** The cells with an error among these and those that they refer to. */
  readonly broken: (...cells: readonly RunnableCell[]) => Cell[];
}

/** `found`: what the checks say of the notebook, where that is known; else they are made here. */
export function soundCells(
  notebook: Notebook,
  found: readonly Diagnostic[] = checkParsed(notebook, publicWorld),
): Soundness {
  const errors = found.filter(({ severity }) => severity === 'error');
  const broken: Soundness['broken'] = (...cells) =>
    involved(cells, notebook).filter(({ range }) =>
      errors.some(({ range: { start } }) => range.start <= start && start < range.end),
    );
  return {
    errors,
    broken,
    canRun: (...cells) =>
      cells.every(({ cell }) => digestOf(notebook, cell) !== null) && broken(...cells).length === 0,
  };
}

/** These cells and all that they refer to. */
function involved(cells: readonly RunnableCell[], notebook: Notebook): Cell[] {
  const all = new Set(cells.map(c => c.cell));
  for (const cell of all)
    for (const { target } of cell.references) {
      const referred = target === null ? undefined : notebook.cells[target];
      if (referred !== undefined) all.add(referred);
    }
  return [...all];
}
