import * as vscode from 'vscode';
import { keepOld, UserError } from '../../base/index.ts';
import {
  createAnswerer,
  documentSince,
  isNotebookNotice,
  notebookParams,
  statesSince,
  tell,
  type CellState,
  type CellStateChange,
  type NotebookDocument,
  type NotebookNews,
  type NotebookNotices,
  type NotebookRequests,
  type NotebookSettings,
  type Port,
} from '../../protocol/index.ts';
import type { Host } from '../host.ts';
import { DataSubscriptions, portOf } from '../pages/index.ts';
import { kindViews } from './kindViews.ts';
import { diagnosticsOf } from './languageFeatures.ts';
import type { Acting } from './hostActions.ts';
import { onSettings, settingsOf } from './notebookSettings.ts';
import type { OpenNotebook } from './openNotebooks.ts';
import { QuickFixes } from './quickFixes.ts';
import { requestHandlers } from './requestHandlers.ts';

/** One notebook view: tells it what changes, and does what it asks. */
export class NotebookPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly notebook: OpenNotebook;
  readonly #host: Host;
  readonly #port: Port;
  readonly #subscriptions: vscode.Disposable[] = [];
  #isReady = false;
  #reveal: string | null = null;
  /** What the view was told last. */
  #document: NotebookDocument | null = null;
  #states: ReadonlyMap<string, CellState> = new Map();
  #settings: NotebookSettings | undefined;

  constructor(panel: vscode.WebviewPanel, acting: Acting) {
    const { host, notebook } = acting;
    this.panel = panel;
    this.notebook = notebook;
    this.#host = host;
    const { model, data, cellRuns } = notebook;
    this.#port = portOf(panel.webview);
    const views = new DataSubscriptions(data, (subscription, answer) =>
      this.#say({ news: 'data', subscription, data: answer }),
    );
    const onInvalid = (what: string) => host.log.warn(`The notebook view sent ${what}; dropped.`);
    const answerer = createAnswerer<NotebookRequests, NotebookNotices>(this.#port, {
      params: notebookParams,
      told: isNotebookNotice,
      handlers: requestHandlers(acting, new QuickFixes()),
      onTold: notice => {
        if (notice.notice === 'lost') return this.#tellAnew();
        if (notice.notice !== 'ready') return views.handle(notice);
        // A view that was hidden is a new page: what the old one was subscribed to is over.
        views.close();
        this.#isReady = true;
        this.#tellAll();
      },
      onInvalid,
      onError: (method, error) => {
        if (error instanceof UserError) return error.message;
        host.log.error(
          `${method}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
        );
        return `Residual Lab made a mistake: ${error instanceof Error ? error.message : String(error)}`;
      },
    });
    const states = cellRuns.onChange(() => {
      // Cells that the view does not know yet come with their document.
      if (model.version === this.#document?.version) this.#tellStates();
    });
    this.#subscriptions.push(
      { dispose: () => answerer.close() },
      { dispose: () => views.close() },
      { dispose: () => states.close() },
      model.onDidChange(() => this.#tellDocument()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const own = model.document.uri.toString();
        if (uris.some(uri => uri.toString() === own)) this.#tellDiagnostics();
      }),
      onSettings(host, () => this.#tellSettings()),
    );
  }

  /** Selects and shows a cell, as soon as the view can. */
  reveal(cell: string): void {
    if (this.#isReady) this.#say({ news: 'reveal', cell });
    else this.#reveal = cell;
  }

  dispose(): void {
    this.#isReady = false;
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  #tellAll(): void {
    this.#say({ news: 'kinds', kinds: kindViews() });
    this.#tellAnew();
    this.#settings = undefined;
    this.#tellSettings();
    this.#tellDiagnostics();
    if (this.#reveal !== null) this.#say({ news: 'reveal', cell: this.#reveal });
    this.#reveal = null;
  }

  #tellSettings(): void {
    const settings = keepOld(this.#settings, settingsOf(this.#host, this.notebook.model));
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#say({ news: 'settings', settings });
  }

  /** All of it. */
  #tellAnew(): void {
    this.#document = null;
    this.#states = new Map();
    this.#tellDocument();
  }

  #tellDocument(): void {
    if (!this.#isReady) return;
    const now = this.notebook.model.toDocument();
    const document = documentSince(this.#document, now);
    this.#document = now;
    this.#say({ news: 'document', document, states: this.#changedStates() });
  }

  #tellStates(): void {
    if (!this.#isReady) return;
    const states = this.#changedStates();
    if (states.length > 0) this.#say({ news: 'states', states });
  }

  #changedStates(): CellStateChange[] {
    const { states } = this.notebook.cellRuns;
    const changes = statesSince(this.#states, states);
    this.#states = new Map(states.map(state => [state.cell, state]));
    return changes;
  }

  #tellDiagnostics(): void {
    const { model } = this.notebook;
    const diagnostics = diagnosticsOf(model);
    this.#say({ news: 'diagnostics', version: model.version, diagnostics });
  }

  #say(news: NotebookNews): void {
    if (this.#isReady) tell(this.#port, news);
  }
}
