import type * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { page, resourceRoot } from '../pages/index.ts';
import { NotebookPanel } from './notebookPanel.ts';
import { OpenNotebooks } from './openNotebooks.ts';
import type { ServicesOfRuns } from './hostActions.ts';
import type { CellTexts } from './showChanges.ts';

/** The notebook views of the window. */
export class NotebookEditor {
  readonly #host: Host;
  readonly #texts: CellTexts;
  readonly #ofRuns: ServicesOfRuns;
  readonly #notebooks: OpenNotebooks;
  readonly #panels = new Set<NotebookPanel>();

  constructor(host: Host, ofRuns: ServicesOfRuns, texts: CellTexts) {
    this.#host = host;
    this.#texts = texts;
    this.#ofRuns = ofRuns;
    this.#notebooks = new OpenNotebooks(host);
  }

  /** Fills a panel with the notebook of a document. */
  show(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const extension = this.#host.context.extensionUri;
    panel.webview.options = { enableScripts: true, localResourceRoots: [resourceRoot(extension)] };
    const notebook = this.#notebooks.hold(document, panel);
    const acting = { host: this.#host, notebook, texts: this.#texts, ofRuns: this.#ofRuns };
    const view = new NotebookPanel(panel, acting);
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
