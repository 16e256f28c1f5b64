import * as vscode from 'vscode';
import { UserError } from '../../../base/index.ts';
import { findCell, parseNotebook } from '../../../language/index.ts';
import { printable } from '../../../record/index.ts';
import { readRun } from '../../../store/index.ts';

/** Opens the notebook of a run at the cell that it is of, or at the beginning where that is gone. */
export async function openCell(folder: string): Promise<void> {
  const { request } = readRun(folder);
  if (request.notebook === null)
    throw new UserError('run.noNotebook', `The run ${request.id} has no notebook to open.`);
  const uri = await findFile(request.notebook);
  if (uri === undefined)
    throw new UserError(
      'run.noNotebook',
      `The notebook of the run ${request.id} is not at ${printable(request.notebook)} any more. The text of its cell is in run.json of the run's folder.`,
    );
  const document = await vscode.workspace.openTextDocument(uri);
  const cell = findCell(parseNotebook(document.getText()), request.cell.name);
  const position = document.positionAt(cell?.range.start ?? 0);
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.AtTop);
}

/** run.json says where the notebook was; only notebooks are opened because a file says so. */
async function findFile(path: string): Promise<vscode.Uri | undefined> {
  if (!path.endsWith('.resnet.yaml')) return undefined;
  const uri = vscode.Uri.file(path);
  try {
    await vscode.workspace.fs.stat(uri);
    return uri;
  } catch {
    return undefined;
  }
}
