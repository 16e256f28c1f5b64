import * as vscode from 'vscode';
import { UserError } from '../base/index.ts';
import { choose } from './say.ts';

export const languageId = 'resnet-notebook';

/** Of the notebook editor. */
export const notebookViewType = 'residualLab.notebook';

/** The notebook that a command is about: the one it was given, else the one being edited, else one to choose. */
export async function findNotebook(given?: unknown): Promise<vscode.TextDocument | undefined> {
  if (given instanceof vscode.Uri) return vscode.workspace.openTextDocument(given);
  if (typeof given === 'string')
    return vscode.workspace.openTextDocument(vscode.Uri.parse(given, true));
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === languageId) return active;
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (tab instanceof vscode.TabInputCustom && tab.viewType === notebookViewType)
    return vscode.workspace.openTextDocument(tab.uri);
  const open = vscode.workspace.textDocuments.filter(d => d.languageId === languageId);
  const [only] = open;
  if (only !== undefined && open.length === 1) return only;
  const files = await vscode.workspace.findFiles('**/*.resnet.yaml', '**/node_modules/**', 500);
  const uris = new Map([...open.map(d => d.uri), ...files].map(uri => [uri.toString(), uri]));
  if (uris.size === 0)
    throw new UserError(
      'usage.notebook',
      "There is no notebook here. Make one with 'Residual Lab: New notebook', or open a *.resnet.yaml file.",
    );
  const chosen = await choose(
    [...uris.values()].map(uri => ({ label: vscode.workspace.asRelativePath(uri), uri })),
    { placeHolder: 'Which notebook?' },
  );
  return chosen && vscode.workspace.openTextDocument(chosen.uri);
}

/**
 * Saves a notebook where it has a file, or asks where to. Undefined if the user does not want to.
 *
 * @throws UserError `run.virtual` where it is not on a disk of this machine.
 */
export async function saveNotebook(
  document: vscode.TextDocument,
): Promise<vscode.TextDocument | undefined> {
  const saved = document.isUntitled
    ? await saveUnsaved(document)
    : // With two editors on it, as text and as a notebook, workspace.save() saves and says that it did not.
      !document.isDirty || (await document.save())
      ? document.uri
      : undefined;
  if (saved === undefined) return undefined;
  if (saved.scheme !== 'file')
    throw new UserError(
      'run.virtual',
      `Running needs a notebook on a disk, and this one is at ${saved.scheme}:. Save a copy in a folder and run that.`,
    );
  return vscode.workspace.openTextDocument(saved);
}

/**
 * Gives an unsaved notebook a file, once, however many editors show it; undefined if the user does not want to.
 * `workspace.save` saves a document once for each of its editors, and at the second time it is empty: the editor
 * then asks whether to replace the file that it has just written.
 */
export async function saveUnsaved(document: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const { uri } = document;
  const tabs = tabsOf(uri);
  if (tabs.length < 2) return vscode.workspace.save(uri);
  const editors = tabs.map(({ input, group, isActive }) => ({
    viewType: input instanceof vscode.TabInputCustom ? input.viewType : 'default',
    isInFront: isActive && group.isActive,
    viewColumn: group.viewColumn,
  }));
  let saved: vscode.Uri | undefined;
  // Not told by its text: settings such as `files.trimTrailingWhitespace` change that at saving.
  const listening = vscode.workspace.onDidSaveTextDocument(each => {
    if (!each.isUntitled && each.languageId === document.languageId) saved ??= each.uri;
  });
  try {
    await document.save();
  } finally {
    listening.dispose();
  }
  if (saved === undefined) return undefined;
  // The one in front last: it is in front again.
  for (const { viewType, viewColumn } of editors.toSorted((a, b) => +a.isInFront - +b.isInFront))
    await vscode.commands.executeCommand('vscode.openWith', saved, viewType, {
      viewColumn,
      preview: false,
    });
  await vscode.window.tabGroups.close(tabsOf(uri), true);
  return saved;
}

/** The tabs that show this document, as text or otherwise. */
export function tabsOf(uri: vscode.Uri): vscode.Tab[] {
  const shows = ({ input }: vscode.Tab) =>
    (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) &&
    input.uri.toString() === uri.toString();
  return vscode.window.tabGroups.all.flatMap(group => group.tabs.filter(shows));
}
