import * as vscode from 'vscode';
import type { RunView } from '../../protocol/index.ts';
import { readRun } from '../../store/index.ts';
import { commandLine } from './commandLine.ts';
import { nameAll } from './pick.ts';
import { settingsOfRun } from './settingsOfRun.ts';
import { flash, warn } from '../say.ts';

/** Copies the lines that run these runs again, and says so where they would not be the same. */
export async function copyCommands(
  runs: readonly RunView[],
  folderOf: (run: RunView) => string,
): Promise<void> {
  const lines: string[] = [];
  const others: RunView[] = [];
  for (const run of runs) {
    const { request } = readRun(folderOf(run));
    const text = await textOf(request.notebook);
    const { settings, isSame } =
      text === null ? { settings: [], isSame: false } : settingsOfRun(request, text);
    lines.push(commandLine(request, settings, process.platform));
    if (!isSame) others.push(run);
  }
  await vscode.env.clipboard.writeText(lines.join('\n'));
  const what = lines.length === 1 ? 'The command line' : `${lines.length} command lines`;
  if (others.length === 0) flash(`${what} of ${nameAll(runs)} copied`, 5000);
  else
    void warn(
      `${what} of ${nameAll(runs)} copied. The notebook of ${nameAll(others)} has changed since: as it stands now, it asks for something else.`,
    );
}

/** What a terminal would read: the saved text. Null where the notebook is gone. */
async function textOf(file: string | null): Promise<string | null> {
  if (file === null || !file.endsWith('.resnet.yaml')) return null;
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file)));
  } catch {
    return null;
  }
}
