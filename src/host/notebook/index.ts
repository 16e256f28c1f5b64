import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { notebookViewType } from '../notebooks.ts';
import { registerNotebookCommands } from './commands.ts';
import type { NotebookEditor } from './notebookEditor.ts';
import { keepSavedNotebooks } from './savedNotebooks.ts';
import type { ServicesOfRuns } from './hostActions.ts';
import { CellTexts } from './showChanges.ts';

/** Registers the notebook editor, which is loaded with the first notebook, and its commands. */
export function registerNotebooks(host: Host, ofRuns: ServicesOfRuns): vscode.Disposable {
  const texts = new CellTexts();
  let loading: Promise<NotebookEditor> | undefined;
  const load = async () => {
    const { NotebookEditor } = await import('./notebookEditor.ts');
    return new NotebookEditor(host, ofRuns, texts);
  };
  const editor = () => (loading ??= load());
  const provider: vscode.CustomTextEditorProvider = {
    async resolveCustomTextEditor(document, panel) {
      let isGone = false;
      panel.onDidDispose(() => (isGone = true));
      const loaded = await editor();
      if (!isGone) loaded.show(document, panel);
    },
  };
  return vscode.Disposable.from(
    texts,
    keepSavedNotebooks(),
    vscode.window.registerCustomEditorProvider(notebookViewType, provider, {
      supportsMultipleEditorsPerDocument: true,
    }),
    registerNotebookCommands(async (uri, name) => (await editor()).reveal(uri, name)),
  );
}
