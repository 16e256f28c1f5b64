import path from 'node:path';
import * as vscode from 'vscode';

/** Shows the folder of a run. */
export async function revealRun(folder: string): Promise<void> {
  const uri = vscode.Uri.file(path.join(folder, 'run.json'));
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  await vscode.commands.executeCommand(isHere ? 'revealFileInOS' : 'revealInExplorer', uri);
}

/** Opens what a run printed. */
export async function showRunLog(folder: string): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(path.join(folder, 'log.txt')));
}
