import type { TextRange } from '../base/index.ts';
import { digestOf, type Notebook } from '../language/index.ts';
import type { RunnableCell } from './chooseCells.ts';

/** False for an error in a cell that runs, or in one that it refers to; errors elsewhere do not matter. */
export function canRun(
  cells: readonly RunnableCell[],
  notebook: Notebook,
  errors: readonly TextRange[],
): boolean {
  const involved = new Set(cells.map(c => c.cell));
  for (const cell of involved)
    for (const { target } of cell.references) {
      const referred = target === null ? undefined : notebook.cells[target];
      if (referred !== undefined) involved.add(referred);
    }
  const isInside = (offset: number) =>
    [...involved].some(cell => cell.range.start <= offset && offset < cell.range.end);
  return (
    cells.every(({ cell }) => digestOf(notebook, cell) !== null) &&
    !errors.some(range => isInside(range.start))
  );
}
