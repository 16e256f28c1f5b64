import type { TextRange } from '../base/index.ts';
import { digestOf, type Cell, type Notebook } from '../language/index.ts';
import type { RunnableCell } from './chooseCells.ts';

/** False for an error in a cell that runs, or in one that it refers to; errors elsewhere do not matter. */
export function canRun(
  cells: readonly RunnableCell[],
  notebook: Notebook,
  errors: readonly TextRange[],
): boolean {
  return (
    cells.every(({ cell }) => digestOf(notebook, cell) !== null) &&
    brokenCells(cells, notebook, errors).length === 0
  );
}

/** The cells with an error among those that run and those that they refer to. */
export function brokenCells(
  cells: readonly RunnableCell[],
  notebook: Notebook,
  errors: readonly TextRange[],
): Cell[] {
  const involved = new Set(cells.map(c => c.cell));
  for (const cell of involved)
    for (const { target } of cell.references) {
      const referred = target === null ? undefined : notebook.cells[target];
      if (referred !== undefined) involved.add(referred);
    }
  return [...involved].filter(({ range }) =>
    errors.some(({ start }) => range.start <= start && start < range.end),
  );
}
