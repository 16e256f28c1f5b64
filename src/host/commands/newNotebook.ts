import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { languageId } from '../notebooks.ts';
import { freeName, templatesOf } from './describeTemplate.ts';
import { choose } from '../say.ts';

/** Opens a new notebook in the notebook editor, not saved yet, from the sample of this file name, else from one to choose. */
export async function newNotebook(host: Host, sample?: unknown): Promise<void> {
  const folder = host.context.asAbsolutePath('examples');
  const files = (await readdir(folder)).filter(name => name.endsWith('.resnet.yaml')).sort();
  const samples = await Promise.all(
    files.map(async name => ({ name, content: await readFile(path.join(folder, name), 'utf8') })),
  );
  const templates = templatesOf(samples);
  const chosen =
    templates.find(({ name }) => name === sample) ??
    (await choose(templates, {
      placeHolder: 'What does the notebook begin with?',
      matchOnDetail: true,
    }));
  if (chosen === undefined) return;
  await openUnsaved(chosen.name === '' ? 'notebook' : chosen.label, chosen.content);
}

/** In a workspace the document has a name already, and saving it asks nothing. */
async function openUnsaved(title: string, content: string): Promise<void> {
  const openAsNotebook = (uri: vscode.Uri) =>
    vscode.commands.executeCommand('residualLab.openAsNotebook', uri);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== 'file') {
    const document = await vscode.workspace.openTextDocument({ language: languageId, content });
    await openAsNotebook(document.uri);
    return;
  }
  const open = new Set(vscode.workspace.textDocuments.map(document => document.uri.path));
  const isFree = (name: string) => {
    const uri = vscode.Uri.joinPath(folder, name);
    return !existsSync(uri.fsPath) && !open.has(uri.path);
  };
  const uri = vscode.Uri.joinPath(folder, freeName(title, isFree)).with({ scheme: 'untitled' });
  // A changed document that no tab shows is shown as text by VS Code after 0.8 s: its tab comes before its text.
  await vscode.workspace.openTextDocument(uri);
  await openAsNotebook(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), content);
  await vscode.workspace.applyEdit(edit);
}
