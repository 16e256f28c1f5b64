import { chooseCells, queueNeeds, type RunnableCell } from '../../runs/index.ts';
import type { Work } from './startCells.ts';

/** These cells, and before them the trainings that they start from in turn, as far as those have not run. */
export async function withSources(
  cells: readonly RunnableCell[],
  { invocation, store }: Pick<Work, 'invocation' | 'store'>,
): Promise<readonly RunnableCell[]> {
  const before: RunnableCell[] = [];
  for (const cell of cells) {
    const { source } = cell;
    if (source === null || [...before, ...cells].some(other => other.cell === source)) continue;
    const { missing } = await queueNeeds(cell, invocation, store);
    if (missing === 0) continue;
    const first = chooseCells(invocation.notebook, source.name);
    before.push(...(await withSources(first, { invocation, store })));
  }
  return [...before, ...cells];
}
