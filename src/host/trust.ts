import * as vscode from 'vscode';

/** True in a trusted workspace; else says why this is not done, and offers to change it. */
export async function requireTrust(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const chosen = await vscode.window.showWarningMessage(
    `${what} is off in Restricted Mode: it starts a program on what this folder contains and writes into it. Editing and checking work. Trust the folder if you know who made it.`,
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
