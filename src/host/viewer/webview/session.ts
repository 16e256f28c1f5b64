import type * as vscode from 'vscode';
import {
  createAnswerer,
  isRunViewerNotice,
  runViewerParams,
  tell,
  type Port,
  type Query,
  type RunView,
  type RunViewerNews,
  type RunViewerNotices,
  type RunViewerRequests,
} from '../../../protocol/index.ts';
import type { RunData, Subscription } from '../../data/index.ts';

export interface SessionOptions {
  readonly data: RunData;
  readonly handlers: {
    readonly [K in keyof RunViewerRequests]: (
      params: RunViewerRequests[K][0],
    ) => Promise<RunViewerRequests[K][1]>;
  };
  readonly isTrusted: () => boolean;
  readonly onInvalid: (what: string) => void;
  /** Tells the user; the sentence is for the view. */
  readonly onError: (method: string, error: unknown) => string;
}

const mostSubscriptions = 100;

/** Talks with one page: tells it which runs it shows, answers its queries and does what it asks. */
export class PageSession {
  readonly #port: Port;
  readonly #options: SessionOptions;
  readonly #answerer: { close(): void };
  readonly #subscriptions = new Map<number, Subscription>();
  #isReady = false;
  #runs: readonly RunView[] = [];
  #selected = 0;
  /** What the page was told last, as text. */
  #told = '';

  constructor(webview: vscode.Webview, options: SessionOptions) {
    this.#options = options;
    this.#port = portOf(webview);
    this.#answerer = createAnswerer<RunViewerRequests, RunViewerNotices>(this.#port, {
      params: runViewerParams,
      told: isRunViewerNotice,
      handlers: options.handlers,
      onTold: notice => this.#notice(notice),
      onInvalid: options.onInvalid,
      onError: options.onError,
    });
  }

  /** The runs to show, of so many selected. */
  show(runs: readonly RunView[], selected: number): void {
    [this.#runs, this.#selected] = [runs, selected];
    this.#tellRuns();
  }

  tellTrust(): void {
    if (this.#isReady) this.#tell({ news: 'settings', trusted: this.#options.isTrusted() });
  }

  /** The page is gone, or hidden, which unloads it; it asks anew when it is back. */
  reset(): void {
    for (const subscription of this.#subscriptions.values()) subscription.close();
    this.#subscriptions.clear();
    this.#isReady = false;
    this.#told = '';
  }

  dispose(): void {
    this.reset();
    this.#answerer.close();
  }

  #notice(notice: RunViewerNotices): void {
    switch (notice.notice) {
      case 'ready':
        this.reset();
        this.#isReady = true;
        this.tellTrust();
        return this.#tellRuns();
      case 'subscribe':
        return this.#subscribe(notice.subscription, notice.query);
      case 'unsubscribe':
        this.#subscriptions.get(notice.subscription)?.close();
        this.#subscriptions.delete(notice.subscription);
        return;
      case 'visible': {
        const visible = new Set(notice.subscriptions);
        for (const [id, subscription] of this.#subscriptions)
          subscription.setVisible(visible.has(id));
      }
    }
  }

  /** A second query of the same number replaces the first. */
  #subscribe(id: number, query: Query): void {
    const known = this.#subscriptions.get(id);
    if (known !== undefined) return known.update(query);
    if (this.#subscriptions.size >= mostSubscriptions)
      return this.#options.onInvalid('more subscriptions than a page needs');
    const subscription = this.#options.data.subscribe(query, data => {
      if (this.#subscriptions.get(id) === subscription)
        this.#tell({ news: 'data', subscription: id, data });
    });
    this.#subscriptions.set(id, subscription);
  }

  #tellRuns(): void {
    if (!this.#isReady) return;
    const news: RunViewerNews = { news: 'selection', runs: this.#runs, selected: this.#selected };
    const text = JSON.stringify(news);
    if (text === this.#told) return;
    this.#told = text;
    this.#tell(news);
  }

  #tell(news: RunViewerNews): void {
    tell(this.#port, news);
  }
}

function portOf(webview: vscode.Webview): Port {
  return {
    post: message => void webview.postMessage(message),
    listen: onMessage => {
      const listener = webview.onDidReceiveMessage(onMessage);
      return () => {
        listener.dispose();
      };
    },
  };
}
