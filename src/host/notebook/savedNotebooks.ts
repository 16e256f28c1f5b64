import * as vscode from 'vscode';
import { notebookViewType } from '../notebooks.ts';
import { Replacements } from './replacements.ts';

/**
 * Keeps an unsaved notebook a notebook when it is saved: VS Code closes it then, and opens the file in the
 * editor that is usual for its name, which is the text editor.
 */
export function keepSavedNotebooks(): vscode.Disposable {
  const replacements = new Replacements<vscode.Tab>();
  return vscode.window.tabGroups.onDidChangeTabs(({ closed, opened }) => {
    const now = performance.now();
    const found = [
      ...closed.filter(isUnsavedNotebook).map(() => replacements.closed(now)),
      ...opened.filter(isText).map(tab => replacements.opened(tab, now)),
    ];
    for (const tab of found) if (tab !== null) void reopen(tab);
  });
}

async function reopen(tab: vscode.Tab): Promise<void> {
  if (!(tab.input instanceof vscode.TabInputText)) return;
  const { uri } = tab.input;
  const { viewColumn } = tab.group;
  await vscode.commands.executeCommand('vscode.openWith', uri, notebookViewType, viewColumn);
  await vscode.window.tabGroups.close(tab, true);
}

function isUnsavedNotebook({ input }: vscode.Tab): boolean {
  return (
    input instanceof vscode.TabInputCustom &&
    input.viewType === notebookViewType &&
    input.uri.scheme === 'untitled'
  );
}

function isText({ input }: vscode.Tab): boolean {
  return (
    input instanceof vscode.TabInputText &&
    input.uri.scheme !== 'untitled' &&
    input.uri.path.endsWith('.resnet.yaml')
  );
}
