import type * as vscode from 'vscode';
import { createCellRuns, type CellRuns, type RunData } from '../data/index.ts';
import type { Host } from '../host.ts';
import { notebookData } from './notebookData.ts';
import { onSettings } from './notebookSettings.ts';
import { NotebookModel } from './notebookModel.ts';

/** A document that has notebook views, with what they share. */
export interface OpenNotebook {
  readonly model: NotebookModel;
  readonly data: RunData;
  readonly cellRuns: CellRuns;
}

interface Held {
  readonly notebook: OpenNotebook;
  readonly visible: Set<vscode.WebviewPanel>;
  readonly panels: Set<vscode.WebviewPanel>;
  readonly end: () => void;
}

/** The documents that have notebook views. */
export class OpenNotebooks {
  readonly #host: Host;
  readonly #held = new Map<string, Held>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Held until the panel goes. */
  hold(document: vscode.TextDocument, panel: vscode.WebviewPanel): OpenNotebook {
    const key = document.uri.toString();
    let held = this.#held.get(key);
    if (held?.notebook.model.document !== document) {
      held?.end();
      held = this.#open(document);
      this.#held.set(key, held);
    }
    const { panels, visible, notebook, end } = held;
    panels.add(panel);
    const look = () => {
      if (panel.visible) visible.add(panel);
      else visible.delete(panel);
      notebook.cellRuns.setVisible(visible.size > 0);
    };
    look();
    panel.onDidChangeViewState(look);
    panel.onDidDispose(() => {
      panels.delete(panel);
      visible.delete(panel);
      if (panels.size > 0) return notebook.cellRuns.setVisible(visible.size > 0);
      end();
      if (this.#held.get(key)?.notebook === notebook) this.#held.delete(key);
    });
    return notebook;
  }

  #open(document: vscode.TextDocument): Held {
    const model = new NotebookModel(document);
    const cellRuns = createCellRuns(this.#host.runs, this.#host.context.workspaceState);
    const data = notebookData(this.#host, model, cellRuns);
    const read = () =>
      cellRuns.setNotebook({
        notebook: model.notebook,
        text: model.lines.text,
        path: model.path,
        keys: model.cells.map(cell => cell.key),
      });
    read();
    const listener = model.onDidChange(() => {
      read();
      data.notebookChanged();
    });
    const states = cellRuns.onChange(() => data.runsChanged());
    const settings = onSettings(this.#host, () => data.runsChanged());
    return {
      notebook: { model, data, cellRuns },
      panels: new Set(),
      visible: new Set(),
      end: () => {
        listener.dispose();
        states.close();
        settings.dispose();
        cellRuns.close();
        data.close();
        model.dispose();
      },
    };
  }
}
