import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import { readRun } from '../../store/index.ts';

/** Opens the notebook of a run at the cell that it is of. */
export async function openCell(folder: string): Promise<void> {
  const { request } = readRun(folder);
  if (request.notebook === null)
    throw new UserError('run.noNotebook', `The run ${request.id} has no notebook to open.`);
  const uri = await findFile(request.notebook);
  if (uri === undefined)
    throw new UserError(
      'run.noNotebook',
      `The notebook of the run ${request.id} is not at ${request.notebook} any more. The text of its cell is in run.json of the run's folder.`,
    );
  await vscode.commands.executeCommand('residualLab.openAsNotebook', uri, request.cell.name);
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
