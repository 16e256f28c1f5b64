import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import type { RunView } from '../../protocol/index.ts';
import type { RunCatalog } from '../data/index.ts';

/**
 * The runs that a command is to compare: those of a cell (its notebook's URI and its name, or folders
 * of runs, as a code lens gives them); undefined where it was given neither.
 */
export async function comparedRuns(
  catalog: RunCatalog,
  notebook: unknown,
  what: unknown,
): Promise<readonly RunView[] | undefined> {
  const uri = notebook instanceof vscode.Uri ? notebook.toString() : notebook;
  if (typeof uri !== 'string') return undefined;
  await catalog.ready;
  await catalog.refresh();
  const found = Array.isArray(what)
    ? inFolders(catalog, what)
    : catalog.runs.filter(run => run.cell === what && isOf(run, uri));
  if (found.length > 0) return found;
  const cell = typeof what === 'string' ? `'${what}'` : 'this cell';
  throw new UserError('run.none', `There are no runs of ${cell} to compare. Run it first.`);
}

function inFolders(catalog: RunCatalog, folders: readonly unknown[]): RunView[] {
  const ids = new Set(folders.flatMap(f => (typeof f === 'string' ? [path.basename(f)] : [])));
  return catalog.runs.filter(run => run.parts.some(part => ids.has(part)));
}

function isOf({ notebook, notebookFolder }: RunView, uri: string): boolean {
  if (notebook === null || notebookFolder === null) return false;
  return path.join(notebookFolder, notebook) === vscode.Uri.parse(uri).fsPath;
}
