import {
  figuresSince,
  noFiguresSent,
  type Data,
  type DataNews,
  type NotebookNotices,
  type Query,
} from '../../protocol/index.ts';
import type { RunData, Subscription } from '../data/index.ts';

type DataNotice = Exclude<NotebookNotices, { readonly notice: 'ready' | 'lost' }>;

/** More than a view of 1,000 cells asks for at once. */
const mostSubscriptions = 2000;

/** What one view is subscribed to. Ends with the view. */
export class DataSubscriptions {
  readonly #data: RunData;
  readonly #send: (subscription: number, data: DataNews) => void;
  readonly #open = new Map<number, Subscription>();

  constructor(data: RunData, send: (subscription: number, data: DataNews) => void) {
    this.#data = data;
    this.#send = send;
  }

  handle(notice: DataNotice): void {
    switch (notice.notice) {
      case 'subscribe': {
        const { subscription: id, query } = notice;
        const known = this.#open.get(id);
        if (known !== undefined) return known.update(query);
        if (this.#open.size >= mostSubscriptions) return;
        this.#open.set(id, this.#subscribe(id, query));
        return;
      }
      case 'unsubscribe':
        this.#open.get(notice.subscription)?.close();
        this.#open.delete(notice.subscription);
        return;
      case 'visible': {
        const visible = new Set(notice.subscriptions);
        for (const [id, subscription] of this.#open) subscription.setVisible(visible.has(id));
      }
    }
  }

  /** Of figures only what differs from the answer before is sent. */
  #subscribe(id: number, query: Query): Subscription {
    let sent = noFiguresSent;
    return this.#data.subscribe<Query>(query, (data: Data) => {
      if (data.kind !== 'figures') return this.#send(id, data);
      const change = figuresSince(sent, data);
      sent = { number: change.number, data };
      this.#send(id, change);
    });
  }

  close(): void {
    for (const subscription of this.#open.values()) subscription.close();
    this.#open.clear();
  }
}
