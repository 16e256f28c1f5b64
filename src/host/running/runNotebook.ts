import type * as vscode from 'vscode';
import type { Notebook } from '../../language/index.ts';
import { chooseCells, stopRun, type RunnableCell } from '../../runs/index.ts';
import type { Host } from '../host.ts';
import { requireTrust } from '../trust.ts';
import { runnableNow, startCells, workOf, type SavedNotebook } from './startCells.ts';
import { withSources } from './withSources.ts';

/** Which cells of a notebook: one, those above it, all, or one with the training that it studies. */
export type What = 'cell' | 'above' | 'all' | 'withTraining';

/**
 * Runs cells of a notebook, in a workspace that is trusted. `index` is the place of the cell among all cells of the text,
 * null for all. Returns how many runs were queued.
 */
export async function runNotebook(
  host: Host,
  saved: SavedNotebook,
  index: number | null,
  what: What,
): Promise<number> {
  const { notebook } = saved;
  const cells = runnableNow(host, notebook, cellsFor(notebook, index, what));
  if (cells.length === 0) return 0;
  const work = await workOf(host, saved, cells);
  if (what !== 'withTraining') return startCells(host, work);
  return startCells(host, { ...work, cells: await withSources(cells, work) });
}

/** Stops what runs or waits of one cell, or of the whole notebook. */
export async function stopNotebook(
  host: Host,
  document: vscode.TextDocument,
  cell: string | null,
): Promise<void> {
  if (!(await requireTrust('Stopping a run'))) return;
  const { fsPath } = document.uri;
  for (const { folder, request } of host.runs.active)
    if (request.notebook === fsPath && (cell === null || request.cell.name === cell))
      await stopRun(folder);
}

/** Studies come after their trainings. */
export function cellsFor(
  notebook: Notebook,
  index: number | null,
  what: What,
): readonly RunnableCell[] {
  const all = notebook.cells.some(isRunnable) ? chooseCells(notebook, undefined) : [];
  const place = (each: RunnableCell) => notebook.cells.indexOf(each.cell);
  if (what === 'all' || index === null) return all;
  if (what === 'above') return all.filter(each => place(each) < index);
  const chosen = all.filter(each => place(each) === index);
  if (what === 'cell') return chosen;
  return all.filter(
    each =>
      chosen.includes(each) || chosen.some(c => c.training === each.cell || c.source === each.cell),
  );
}

function isRunnable({ kind }: Notebook['cells'][number]): boolean {
  return kind !== null && kind !== 'note' && kind !== 'network';
}
