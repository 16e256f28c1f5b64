import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import { findNetwork, parseNotebook } from '../../language/index.ts';
import type { Host } from '../host.ts';
import { networkUri } from '../networkDocument.ts';
import { findNotebook } from '../notebooks.ts';
import { choose } from '../say.ts';

/** Opens the summary of a network, of the given notebook (URI) and name, else one to choose. */
export async function showNetwork(_host: Host, uri?: unknown, name?: unknown): Promise<void> {
  const document = await findNotebook(uri);
  if (document === undefined) return;
  const notebook = parseNotebook(document.getText());
  const names = notebook.cells.filter(c => c.kind === 'network' && c.name !== '').map(c => c.name);
  const [only] = names;
  if (only === undefined)
    throw new UserError('usage.cell', 'There is no network in this notebook.');
  const given = typeof name === 'string' && findNetwork(notebook, name) ? name : undefined;
  const chosen =
    given ??
    (names.length === 1
      ? only
      : (
          await choose(
            names.map(label => ({ label })),
            { placeHolder: 'Which network?' },
          )
        )?.label);
  if (chosen === undefined) return;
  const summary = await vscode.workspace.openTextDocument(networkUri(document.uri, chosen));
  await vscode.window.showTextDocument(summary, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
    preserveFocus: true,
  });
}
