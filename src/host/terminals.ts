import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';
import { findProgram } from '../system/index.ts';
import { readSettings } from './settings.ts';
import { wrappers } from './wrappers.ts';

/** Puts `reslab` of this extension on the path of integrated terminals. */
export async function addToTerminals(context: vscode.ExtensionContext): Promise<void> {
  // Of this workspace: its settings choose the Node, and are not to choose that of another.
  const folder = path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'bin');
  await mkdir(folder, { recursive: true });
  const cli = context.asAbsolutePath(path.join('dist', 'cli.js'));
  const { nodePath, dataFolder } = readSettings();
  const own = process.versions['electron'] === undefined ? process.execPath : findProgram('node');
  for (const [name, text] of Object.entries(wrappers(nodePath ?? own, cli)))
    await writeIfNew(path.join(folder, name), text);
  const variables = context.environmentVariableCollection;
  variables.description = 'Adds the command `reslab`';
  variables.prepend('PATH', `${folder}${path.delimiter}`);
  if (dataFolder === null) variables.delete('RESIDUAL_LAB_DATA');
  else variables.replace('RESIDUAL_LAB_DATA', dataFolder);
}

async function writeIfNew(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return;
  await writeFile(file, text);
  await chmod(file, 0o755);
}
