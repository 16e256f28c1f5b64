import {
  ChannelProblem,
  type CellAction,
  type HostAction,
  type RunOperation,
} from '../../src/protocol/index.ts';
import { copyByHost } from '../base/clipboard.ts';
import type { BlockSelection } from '../base/context.ts';
import { createSelection } from '../base/selection.ts';
import { KeptChoices } from '../results/choices.ts';
import { connect, type Connection } from './host/connection.ts';
import { hostDataSource, type HostDataSource } from '../base/hostSource.ts';
import type { VsCodeApi } from './host/vscodeApi.ts';
import { NotebookStore } from './store/notebookStore.ts';
import { UiState } from './store/uiState.ts';

/** Everything that the parts of the page share, and what people do in it. */
export class NotebookApp {
  readonly store: NotebookStore;
  readonly ui: UiState;
  readonly blocks: BlockSelection = createSelection();
  /** What was chosen in results, while this page lives. */
  readonly kept = new KeptChoices();
  readonly source: HostDataSource;
  readonly nonce: string;
  readonly #connection: Connection;
  readonly #problemListeners = new Set<(message: string) => void>();
  #onReveal: (cell: string) => void = () => {};

  constructor(api: VsCodeApi, nonce: string) {
    this.nonce = nonce;
    this.ui = new UiState(api.getState(), state => api.setState(state));
    this.store = new NotebookStore({
      send: flight => this.#connection.ask('edit', flight),
      onProblem: error => this.#tellProblem(error),
      onLost: () => this.#connection.notify({ notice: 'lost' }),
    });
    this.#connection = connect(api, news => {
      switch (news.news) {
        case 'document':
          return this.store.receivedDocument(news.document, news.states);
        case 'diagnostics':
          return this.store.receivedDiagnostics(news.version, news.diagnostics);
        case 'states':
          return this.store.receivedStates(news.states);
        case 'kinds':
          return this.store.receivedKinds(news.kinds);
        case 'settings':
          this.store.settings = news.settings;
          return this.store.tell();
        case 'data':
          return this.source.received(news.subscription, news.data);
        case 'reveal':
          return this.reveal(news.cell);
      }
    });
    // A window that loses its focus must not take an empty line away.
    this.ui.onChange(() => {
      const { editing, selected } = this.ui;
      this.store.hold(editing ?? (selected === this.store.held ? selected : null));
    });
    copyByHost(text => this.#connection.ask('copy', { text }));
    this.source = hostDataSource(notice => this.#connection.notify(notice));
  }

  start(): void {
    this.#connection.notify({ notice: 'ready' });
  }

  onReveal(listener: (cell: string) => void): void {
    this.#onReveal = listener;
  }

  /** Selects a cell and shows it, as soon as it is there. */
  reveal(cell: string): void {
    this.#onReveal(cell);
  }

  /** A sentence that somebody should read. */
  onProblem(listener: (message: string) => void): void {
    this.#problemListeners.add(listener);
  }

  /** Null, or why nothing can run here. */
  get refused(): string | null {
    return this.store.settings.trusted
      ? null
      : 'Running is off in Restricted Mode. Trust the folder to run cells.';
  }

  get readOnly(): string | null {
    return this.store.document?.readOnly ?? null;
  }

  /** Adds, deletes, moves, copies; selects the cell that is to be selected then. */
  async change(action: CellAction): Promise<string | null> {
    if (this.readOnly !== null) return this.#say(this.readOnly);
    return this.#attempt(async () => {
      for (let tries = 0; tries < 5; tries++) {
        await this.store.flush();
        const { version } = this.store;
        const { result, select } = await this.#connection.ask('cells', { version, action });
        if (result === 'applied') return select;
        // The document changed meanwhile: its news come before long.
        await new Promise(resolve => setTimeout(resolve, 60));
      }
      throw new ChannelProblem('The document keeps changing. Nothing was done; try again.');
    });
  }

  run(cell: string | null, what: 'cell' | 'above' | 'all' | 'withTraining'): Promise<unknown> {
    if (this.refused !== null) return Promise.resolve(this.#say(this.refused));
    return this.#attempt(async () => {
      await this.store.flush();
      return this.#connection.ask('run', { cell, what });
    });
  }

  stop(cell: string | null): Promise<unknown> {
    return this.#attempt(() => this.#connection.ask('stop', { cell }));
  }

  /** Does something with a run. */
  operate(operation: RunOperation, run: string): Promise<unknown> {
    return this.act({ action: 'operate', operation, run });
  }

  /** What is typed reaches the document before the editor acts on it. */
  act(action: HostAction): Promise<unknown> {
    return this.#attempt(async () => {
      await this.store.flush();
      return this.#connection.ask('act', { action });
    });
  }

  readonly exportFile = (name: string, content: string | Uint8Array): void => {
    void this.#attempt(() => this.#connection.ask('export', { name, content }));
  };

  /** Asks about a place of the document after all typing is there; null where it was overtaken. */
  async atPlace<T>(
    question: (connection: Connection, version: number) => Promise<T>,
  ): Promise<T | null> {
    try {
      await this.store.flush();
      const { version } = this.store;
      const answer = await question(this.#connection, version);
      return version === this.store.version ? answer : null;
    } catch {
      // Help that does not come is no reason to interrupt somebody who types.
      return null;
    }
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.#tellProblem(error);
      return null;
    }
  }

  #tellProblem(error: unknown): void {
    this.#say(error instanceof Error ? error.message : String(error));
  }

  #say(message: string): null {
    for (const listener of this.#problemListeners) listener(message);
    return null;
  }
}
