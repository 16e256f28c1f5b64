import * as vscode from 'vscode';
import { findNotebook, notebookViewType as viewType } from '../notebooks.ts';
import { inform } from '../say.ts';

const pattern = '*.resnet.yaml';

/** Commands that go between text and notebook. `reveal` shows a cell in the views that are open. */
export function registerNotebookCommands(
  reveal: (notebook: vscode.Uri, cell: string) => Promise<void>,
): vscode.Disposable {
  const register = (name: string, run: (...args: readonly unknown[]) => Promise<void>) =>
    vscode.commands.registerCommand(`residualLab.${name}`, run);
  return vscode.Disposable.from(
    register('openAsNotebook', async (given, cell) => {
      const uri = uriOf(given) ?? activeUri() ?? (await findNotebook())?.uri;
      if (uri === undefined) return;
      await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
      if (typeof cell === 'string') await reveal(uri, cell);
    }),
    register('openAsText', async given => {
      const uri = uriOf(given) ?? activeUri() ?? (await findNotebook())?.uri;
      if (uri !== undefined)
        await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
    }),
    register('alwaysOpenAsNotebook', async () => {
      const key = 'workbench.editorAssociations';
      const settings = vscode.workspace.getConfiguration();
      const found = settings.inspect<Record<string, string>>(key)?.globalValue;
      const associations = { ...found, [pattern]: viewType };
      await settings.update(key, associations, vscode.ConfigurationTarget.Global);
      const undo = 'Open as text again';
      const chosen = await inform(`Files named ${pattern} now open as notebooks.`, undo);
      if (chosen !== undo) return;
      const rest = Object.entries(associations).filter(([name]) => name !== pattern);
      await settings.update(key, Object.fromEntries(rest), vscode.ConfigurationTarget.Global);
    }),
  );
}

function uriOf(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  return typeof given === 'string' ? vscode.Uri.parse(given, true) : undefined;
}

/** Of the tab in front, whatever editor shows it. */
function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isNotebook = (uri: vscode.Uri) => uri.path.endsWith('.resnet.yaml');
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom)
    return isNotebook(input.uri) ? input.uri : vscode.window.activeTextEditor?.document.uri;
  return undefined;
}
