import type * as vscode from 'vscode';
import type { RunIndex } from '../data/index.ts';
import type { Host } from '../host.ts';
import { page, resourceRoot } from '../pages/index.ts';
import { queueRunning } from './queueRunning.ts';
import { NotebookPanel } from './notebookPanel.ts';
import { OpenNotebooks } from './openNotebooks.ts';
import { runServices } from './runServices.ts';
import type { ServicesOfRuns } from './services.ts';
import type { CellTexts } from './showChanges.ts';

/** The notebook views of the window. */
export class NotebookEditor {
  readonly #host: Host;
  readonly #texts: CellTexts;
  readonly #notebooks: OpenNotebooks;
  readonly #panels = new Set<NotebookPanel>();

  constructor(host: Host, index: RunIndex, ofRuns: ServicesOfRuns, texts: CellTexts) {
    this.#host = host;
    this.#texts = texts;
    const running = queueRunning(host);
    this.#notebooks = new OpenNotebooks(
      runServices({ host, stores: host.stores, index, running, ofRuns }),
    );
  }

  /** Fills a panel with the notebook of a document. */
  show(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const extension = this.#host.context.extensionUri;
    panel.webview.options = { enableScripts: true, localResourceRoots: [resourceRoot(extension)] };
    const notebook = this.#notebooks.hold(document, panel);
    const view = new NotebookPanel(this.#host, panel, notebook, this.#texts);
    this.#panels.add(view);
    panel.onDidDispose(() => {
      this.#panels.delete(view);
      view.dispose();
    });
    panel.webview.html = page(panel.webview, extension, 'notebook');
  }

  /** Shows a cell in the views of its notebook. */
  reveal(uri: vscode.Uri, name: string): void {
    for (const view of this.#panels) {
      const { model } = view.notebook;
      const cell = model.cells.find(each => each.name === name);
      if (model.document.uri.toString() === uri.toString() && cell) view.reveal(cell.key);
    }
  }
}
