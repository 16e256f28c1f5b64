import * as vscode from 'vscode';
import { checkParsed, knownWorld } from '../../checks/index.ts';
import { parseNotebook, type Notebook } from '../../language/index.ts';
import {
  canRun,
  chooseCells,
  describeOrigin,
  requestsOf,
  type RunnableCell,
} from '../../runs/index.ts';
import { findStore } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { findNotebook, saveNotebook } from '../notebooks.ts';
import { runSequence, type Work } from '../running/runSequence.ts';
import { tellEndings } from '../running/tellEndings.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';

/** Runs a cell: of the given notebook (URI) and name, else one to choose. */
export async function runCell(host: Host, uri?: unknown, name?: unknown): Promise<void> {
  const given = await findNotebook(uri);
  if (given === undefined || !(await requireTrust('Running a cell'))) return;
  const document = await saveNotebook(given);
  if (document === undefined) return;
  const text = document.getText();
  const notebook = parseNotebook(text);
  const cell = typeof name === 'string' ? chosen(notebook, name) : await pick(document, notebook);
  if (cell === undefined) return;
  if (!(await isSound(cell, notebook))) return;
  const work: Work = {
    cells: [cell],
    invocation: {
      notebook,
      path: document.uri.fsPath,
      text,
      engine: { name: readSettings(document.uri).engine, compiled: true },
      data: { folder: readSettings(document.uri).dataFolder ?? dataOfEnvironment() },
      git: await describeOrigin(document.uri.fsPath),
      version: host.version,
    },
    store: findStore(
      document.uri.fsPath,
      vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath,
    ),
  };
  const cells = await withTraining(work, cell);
  if (cells === undefined) return;
  void tellEndings(await runSequence(host, { ...work, cells }));
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
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Which cell?' }))?.cell;
}

/** False, and says so, where the cell or what it refers to has errors. */
async function isSound(cell: RunnableCell, notebook: Notebook): Promise<boolean> {
  const errors = checkParsed(notebook, knownWorld).filter(d => d.severity === 'error');
  if (
    canRun(
      [cell],
      notebook,
      errors.map(e => e.range),
    )
  )
    return true;
  const show = 'Show problems';
  const first = errors[0]?.message ?? 'Its value cannot be read.';
  const answer = await vscode.window.showErrorMessage(
    `'${cell.cell.name}' cannot run while it has errors. ${first}`,
    show,
  );
  if (answer === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
  return false;
}

/** The cell, and before it the training that it studies where the user wants that; undefined: nothing. */
async function withTraining(
  { invocation, store }: Work,
  cell: RunnableCell,
): Promise<readonly RunnableCell[] | undefined> {
  const { training } = cell;
  const { requests, missingSeeds } = await requestsOf(cell, invocation, store);
  if (training === null || missingSeeds === 0) return [cell];
  const first = { title: `Run '${training.name}' first` };
  const others = { title: 'Study the others' };
  const answer = await vscode.window.showWarningMessage(
    requests.length === 0
      ? `'${cell.cell.name}' studies '${training.name}', which has no finished run as it stands now.`
      : `'${training.name}' is not trained yet for ${missingSeeds} of its seeds.`,
    ...(requests.length === 0 ? [first] : [first, others]),
  );
  if (answer === others) return [cell];
  return answer === first ? [...chooseCells(invocation.notebook, training.name), cell] : undefined;
}

function dataOfEnvironment(): string | null {
  return process.env['RESIDUAL_LAB_DATA'] || null;
}
