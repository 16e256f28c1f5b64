import * as vscode from 'vscode';
import { warn } from './say.ts';

/** True in a trusted workspace; else says why this is not done, and offers to change it. */
export async function requireTrust(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const chosen = await warn(
    `${what} is off in Restricted Mode: it starts a program or writes into the folder. Editing and checking work. Trust the folder if you know who made it.`,
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
