import {
  figuresAfter,
  noFiguresSent,
  type Data,
  type DataNews,
  type NotebookNotices,
  type Query,
} from '../../src/protocol/index.ts';
import type { Answer, DataSource, Subscription } from './context.ts';

export interface HostDataSource extends DataSource {
  /** Data that came from the host. */
  received(subscription: number, data: DataNews): void;
}

/** Gets the data of views from the host. */
export function hostDataSource(notify: (notice: NotebookNotices) => void): HostDataSource {
  const open = new Map<number, (data: DataNews) => void>();
  let next = 1;
  return {
    subscribe<Q extends Query>(first: Q, onData: (data: Answer<Q>) => void): Subscription<Q> {
      const subscription = next++;
      let query = first;
      let sent = noFiguresSent;
      const ask = () => notify({ notice: 'subscribe', subscription, query });
      /** Null: something on the way was lost, and all of it is asked for anew. */
      const whole = (data: DataNews): Data | null => {
        if (data.kind !== 'figures') return data;
        const figures = figuresAfter(sent, data);
        sent = figures === null ? noFiguresSent : { number: data.number, data: figures };
        return figures;
      };
      open.set(subscription, news => {
        const data = whole(news);
        if (data === null) {
          notify({ notice: 'unsubscribe', subscription });
          ask();
        }
        // An answer to an earlier query of another kind may still be on its way.
        else if (data.kind === query.kind || data.kind === 'none') onData(data as Answer<Q>);
      });
      ask();
      return {
        update(changed) {
          if (!open.has(subscription)) return;
          query = changed;
          ask();
        },
        close() {
          if (open.delete(subscription)) notify({ notice: 'unsubscribe', subscription });
        },
      };
    },
    received: (subscription, data) => open.get(subscription)?.(data),
  };
}
