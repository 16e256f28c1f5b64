import * as vscode from 'vscode';
import { notebookViewType, tabsOf } from '../notebooks.ts';
import { Replacements } from './replacements.ts';

/** Milliseconds after which VS Code has replaced the editor that was saved. */
const replacedMs = 1000;

/**
 * Keeps an unsaved notebook a notebook when it is saved: VS Code closes it then, and opens the file in the
 * editor that is usual for its name, which is the text editor. Where the document was saved in another editor,
 * VS Code leaves the notebook there, empty; it gets the file, too.
 */
export function keepSavedNotebooks(): vscode.Disposable {
  const replacements = new Replacements<vscode.Tab>();
  const saved = vscode.workspace.onDidSaveTextDocument(({ uri, isUntitled }) => {
    if (!isUntitled && uri.path.endsWith('.resnet.yaml'))
      setTimeout(() => void bringOver(uri), replacedMs);
  });
  const changed = vscode.window.tabGroups.onDidChangeTabs(({ closed, opened }) => {
    const now = performance.now();
    const found = [
      ...closed.filter(isUnsavedNotebook).map(() => replacements.closed(now)),
      ...opened.filter(isText).map(tab => replacements.opened(tab, now)),
    ];
    for (const tab of found) if (tab !== null) void reopen(tab);
  });
  return vscode.Disposable.from(saved, changed);
}

async function bringOver(uri: vscode.Uri): Promise<void> {
  const unsaved = uri.with({ scheme: 'untitled' });
  const left = tabsOf(unsaved).filter(isUnsavedNotebook);
  const document = vscode.workspace.textDocuments.find(
    each => each.uri.toString() === unsaved.toString(),
  );
  // What has a text is not what was saved.
  if (left.length === 0 || (document?.getText() ?? '') !== '') return;
  for (const { group } of left)
    await vscode.commands.executeCommand('vscode.openWith', uri, notebookViewType, {
      viewColumn: group.viewColumn,
      preserveFocus: true,
      background: true,
    });
  await vscode.window.tabGroups.close(left, true);
}

async function reopen(tab: vscode.Tab): Promise<void> {
  if (!(tab.input instanceof vscode.TabInputText)) return;
  const { uri } = tab.input;
  const { viewColumn } = tab.group;
  if (tabsOf(uri).some(({ input }) => input instanceof vscode.TabInputCustom)) return;
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
