import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import type { TextEdit } from '../../protocol/index.ts';
import type { NotebookModel } from './notebookModel.ts';

export interface Applied {
  readonly result: 'applied' | 'stale';
  /** That it made, or that there is. */
  readonly version: number;
}

/**
 * Edits the document as of this version, or not at all. The editor itself refuses edits made on
 * another version than the one that it has when they arrive, so nobody's typing is overwritten.
 */
export async function applyEdits(
  model: NotebookModel,
  version: number,
  edits: readonly TextEdit[],
): Promise<Applied> {
  const { document } = model;
  if (document.version !== version || model.version !== version)
    return { result: 'stale', version: document.version };
  const length = model.lines.text.length;
  if (edits.some(({ start, end }) => start > end || end > length))
    throw new UserError('usage.edit', 'An edit lies outside the text. Nothing was changed.');
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(each => vscode.TextEdit.replace(model.toRange(each), each.text)),
  );
  let reached: number | null = null;
  const listener = vscode.workspace.onDidChangeTextDocument(event => {
    if (event.document === document && event.document.version > version)
      reached ??= event.document.version;
  });
  try {
    if (await vscode.workspace.applyEdit(edit))
      return { result: 'applied', version: reached ?? document.version };
  } finally {
    listener.dispose();
  }
  // The event that tells of the other version may still be on its way.
  for (let i = 0; i < 20 && document.version === version; i++)
    await new Promise(resolve => setTimeout(resolve, 10));
  if (document.version !== version) return { result: 'stale', version: document.version };
  throw new UserError(
    'edit.refused',
    'The editor does not take this change; the file may be read-only. What you typed is still in the cell.',
  );
}
