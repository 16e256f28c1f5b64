import path from 'node:path';
import * as vscode from 'vscode';

/** Asks where to save a picture or a table of a view: beside its notebook at first, else in the workspace. */
export async function exportFile(
  notebook: vscode.Uri | null,
  name: string,
  content: string | Uint8Array,
): Promise<{ readonly saved: boolean }> {
  // A name may hold what a cell is called; it must stay one file name.
  const safe = name.replace(/[^\p{L}\p{N}._ -]+/gu, '-').replace(/^\.+/, '') || 'export';
  const folder =
    notebook?.scheme === 'file'
      ? vscode.Uri.joinPath(notebook, '..')
      : vscode.workspace.workspaceFolders?.[0]?.uri;
  const extension = path.extname(safe).slice(1);
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, safe) }),
    ...(extension !== '' && { filters: { [extension.toUpperCase()]: [extension] } }),
  });
  if (target === undefined) return { saved: false };
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(target, bytes);
  return { saved: true };
}
