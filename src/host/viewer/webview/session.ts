import type * as vscode from 'vscode';
import { isSameData } from '../../../base/index.ts';
import {
  createAnswerer,
  isRunViewerNotice,
  runViewerParams,
  tell,
  type Port,
  type RunView,
  type RunViewerNews,
  type RunViewerNotices,
  type RunViewerRequests,
} from '../../../protocol/index.ts';
import type { RunData } from '../../data/index.ts';
import { DataSubscriptions, portOf } from '../../pages/index.ts';

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

/** Talks with one page: tells it which runs it shows, answers its queries and does what it asks. */
export class PageSession {
  readonly #port: Port;
  readonly #options: SessionOptions;
  readonly #answerer: { close(): void };
  readonly #views: DataSubscriptions;
  #isReady = false;
  #runs: readonly RunView[] = [];
  #selected = 0;
  /** What the page was told last. */
  #told: RunViewerNews | null = null;

  constructor(webview: vscode.Webview, options: SessionOptions) {
    this.#options = options;
    this.#port = portOf(webview);
    this.#views = new DataSubscriptions(options.data, (subscription, data) =>
      this.#tell({ news: 'data', subscription, data }),
    );
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
    this.#views.close();
    this.#isReady = false;
    this.#told = null;
  }

  dispose(): void {
    this.reset();
    this.#answerer.close();
  }

  #notice(notice: RunViewerNotices): void {
    if (notice.notice === 'lost') return;
    if (notice.notice !== 'ready') return this.#views.handle(notice);
    this.reset();
    this.#isReady = true;
    this.tellTrust();
    this.#tellRuns();
  }

  #tellRuns(): void {
    if (!this.#isReady) return;
    const news: RunViewerNews = { news: 'selection', runs: this.#runs, selected: this.#selected };
    if (isSameData(this.#told, news)) return;
    this.#told = news;
    this.#tell(news);
  }

  #tell(news: RunViewerNews): void {
    tell(this.#port, news);
  }
}
