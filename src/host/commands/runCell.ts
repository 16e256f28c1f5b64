import * as vscode from 'vscode';
import { parseNotebook, type Notebook } from '../../language/index.ts';
import { chooseCells, queueNeeds, soundCells, type RunnableCell } from '../../runs/index.ts';
import type { Host } from '../host.ts';
import { findNotebook, saveNotebook } from '../notebooks.ts';
import { runNotebook } from '../running/runNotebook.ts';
import { startCells, workOf, type SavedNotebook, type Work } from '../running/startCells.ts';
import { withSources } from '../running/withSources.ts';
import { requireTrust } from '../trust.ts';
import { choose, complain, warn } from '../say.ts';

/** Runs a cell: of the given notebook (URI) and name, else one to choose. Returns how many runs that is. */
export async function runCell(host: Host, uri?: unknown, name?: unknown): Promise<number> {
  const saved = await savedNotebook(uri);
  if (saved === undefined) return 0;
  const { document, notebook } = saved;
  const cell = typeof name === 'string' ? chosen(notebook, name) : await pick(document, notebook);
  if (cell === undefined) return 0;
  if (!(await isSound(cell, notebook))) return 0;
  const work = await workOf(host, saved, [cell]);
  const cells = await withTraining(work, cell);
  return cells === undefined ? 0 : startCells(host, { ...work, cells });
}

/** Runs every cell of a notebook. */
export async function runAll(host: Host, uri?: unknown): Promise<number> {
  const saved = await savedNotebook(uri);
  return saved === undefined ? 0 : runNotebook(host, saved, null, 'all');
}

/** The notebook of a command, once it may run and is saved; undefined: the user does not want to. */
async function savedNotebook(uri: unknown): Promise<SavedNotebook | undefined> {
  const given = await findNotebook(uri);
  if (given === undefined || !(await requireTrust('Running a cell'))) return undefined;
  const document = await saveNotebook(given);
  if (document === undefined) return undefined;
  const text = document.getText();
  return { document, notebook: parseNotebook(text), text };
}

function chosen(notebook: Notebook, name: string): RunnableCell | undefined {
  return chooseCells(notebook, name)[0];
}

/** The cells that run, the one at the cursor first. */
async function pick(
  document: vscode.TextDocument,
  notebook: Notebook,
): Promise<RunnableCell | undefined> {
  const editor = vscode.window.activeTextEditor;
  const cursor =
    editor?.document === document ? document.offsetAt(editor.selection.active) : undefined;
  const isHere = ({ cell }: RunnableCell) =>
    cursor !== undefined && cell.range.start <= cursor && cursor <= cell.range.end;
  const cells = chooseCells(notebook, undefined);
  const items = cells
    .map(cell => ({
      label: cell.cell.name,
      description: `${cell.kind}${isHere(cell) ? ', at the cursor' : ''}`,
      cell,
    }))
    .sort((a, b) => Number(isHere(b.cell)) - Number(isHere(a.cell)));
  return (await choose(items, { placeHolder: 'Which cell?' }))?.cell;
}

/** False, and says so, where the cell or what it refers to has errors. */
async function isSound(cell: RunnableCell, notebook: Notebook): Promise<boolean> {
  const { canRun, errors } = soundCells(notebook);
  if (canRun(cell)) return true;
  const show = 'Show problems';
  const first = errors[0]?.message ?? 'Its value cannot be read.';
  const answer = await complain(
    `'${cell.cell.name}' cannot run while it has errors. ${first}`,
    show,
  );
  if (answer === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
  return false;
}

/** The cell, and before it the training that it studies or starts from where the user wants that; undefined: nothing. */
async function withTraining(
  { invocation, store }: Work,
  cell: RunnableCell,
): Promise<readonly RunnableCell[] | undefined> {
  const training = cell.training ?? cell.source;
  const { there, missing } = await queueNeeds(cell, invocation, store);
  if (training === null || missing === 0) return [cell];
  const first = `Run '${training.name}' first`;
  const verb = cell.source === null ? 'studies' : 'starts from';
  const others = cell.source === null ? 'Study the others' : 'Run the others';
  const answer = await warn(
    there === 0
      ? `'${cell.cell.name}' ${verb} '${training.name}', which has no finished run as it stands now.`
      : `'${training.name}' is not trained yet for ${missing} of its seeds.`,
    ...(there === 0 ? [first] : [first, others]),
  );
  if (answer === others) return [cell];
  if (answer !== first) return undefined;
  const before = chooseCells(invocation.notebook, training.name);
  return [...(await withSources(before, { invocation, store })), cell];
}
