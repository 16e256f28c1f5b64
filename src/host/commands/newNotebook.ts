import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { languageId } from '../notebooks.ts';
import { describeTemplate } from './describeTemplate.ts';

/** Opens a new notebook, not saved yet, from one of the samples. */
export async function newNotebook(host: Host): Promise<void> {
  const folder = host.context.asAbsolutePath('examples');
  const files = (await readdir(folder)).filter(name => name.endsWith('.resnet.yaml')).sort();
  const samples = await Promise.all(
    files.map(async name => {
      const content = await readFile(path.join(folder, name), 'utf8');
      const { title, detail } = describeTemplate(content, name);
      return { label: title, detail, content, isFirst: name === 'first.resnet.yaml' };
    }),
  );
  samples.sort((a, b) => Number(b.isFirst) - Number(a.isFirst));
  const chosen = await vscode.window.showQuickPick(samples, {
    placeHolder: 'What does the notebook begin with?',
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const document = await vscode.workspace.openTextDocument({
    language: languageId,
    content: chosen.content,
  });
  await vscode.window.showTextDocument(document);
}
