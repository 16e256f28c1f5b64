import * as vscode from 'vscode';
import { checkParsed, countDiagnostics, publicWorld } from '../../checks/index.ts';
import { parseNotebook, toLineColumn } from '../../language/index.ts';
import type { Host } from '../host.ts';
import { findNotebook } from '../notebooks.ts';
import { inform, warn } from '../say.ts';

/** Says what is wrong with a notebook, in the words of `reslab check`; the list goes to the log, too. */
export async function checkCommand(host: Host, uri?: unknown): Promise<void> {
  const document = await findNotebook(uri);
  if (document === undefined) return;
  const text = document.getText();
  const found = checkParsed(parseNotebook(text), publicWorld).map(d => toLineColumn(d, text));
  const name = vscode.workspace.asRelativePath(document.uri);
  const summary = `${name}: ${countDiagnostics(found)}`;
  host.log.info(summary);
  for (const d of found)
    host.log.info(`${name}:${d.line}:${d.column}: ${d.severity} ${d.code} ${d.message}`);
  if (found.length === 0) {
    void inform(summary);
    return;
  }
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  void warn(`${summary}. ${found[0]?.message ?? ''}`);
}
