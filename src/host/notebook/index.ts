import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { notebookViewType } from '../notebooks.ts';
import { registerNotebookCommands } from './commands.ts';
import { NotebookPanel } from './notebookPanel.ts';
import { OpenNotebooks } from './openNotebooks.ts';
import { page, resourceRoot } from '../pages/index.ts';
import type { NotebookServices } from './services.ts';
import { CellTexts } from './showChanges.ts';

export type { NotebookServices, RunningService } from './services.ts';
export type { NotebookModel } from './notebookModel.ts';
export { runServices } from './runServices.ts';

/** Registers the notebook editor and its commands. */
export function registerNotebooks(host: Host, services: NotebookServices): vscode.Disposable {
  const notebooks = new OpenNotebooks(services);
  const texts = new CellTexts();
  const panels = new Set<NotebookPanel>();
  const extension = host.context.extensionUri;
  const provider: vscode.CustomTextEditorProvider = {
    resolveCustomTextEditor(document, panel) {
      panel.webview.options = {
        enableScripts: true,
        localResourceRoots: [resourceRoot(extension)],
      };
      const view = new NotebookPanel(host, panel, notebooks.hold(document, panel), texts);
      panels.add(view);
      panel.onDidDispose(() => {
        panels.delete(view);
        view.dispose();
      });
      panel.webview.html = page(panel.webview, extension, 'notebook');
    },
  };
  const reveal = (uri: vscode.Uri, name: string) => {
    for (const view of panels) {
      const { model } = view.notebook;
      const cell = model.cells.find(each => each.name === name);
      if (model.document.uri.toString() === uri.toString() && cell) view.reveal(cell.key);
    }
  };
  return vscode.Disposable.from(
    texts,
    vscode.window.registerCustomEditorProvider(notebookViewType, provider, {
      supportsMultipleEditorsPerDocument: true,
    }),
    registerNotebookCommands(reveal),
  );
}
