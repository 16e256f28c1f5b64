import type { Data, NotebookNotices } from '../../protocol/index.ts';
import type { RunData, Subscription } from '../data/index.ts';

type DataNotice = Exclude<NotebookNotices, { readonly notice: 'ready' }>;

/** More than a view of 1,000 cells asks for at once. */
const mostSubscriptions = 2000;

/** What one view is subscribed to. Ends with the view. */
export class DataSubscriptions {
  readonly #data: RunData;
  readonly #send: (subscription: number, data: Data) => void;
  readonly #open = new Map<number, Subscription>();

  constructor(data: RunData, send: (subscription: number, data: Data) => void) {
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
        this.#open.set(
          id,
          this.#data.subscribe(query, data => this.#send(id, data)),
        );
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

  close(): void {
    for (const subscription of this.#open.values()) subscription.close();
    this.#open.clear();
  }
}
