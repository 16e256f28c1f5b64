import type { Data, NotebookNotices, Query } from '../../src/protocol/index.ts';
import type { Answer, DataSource, Subscription } from './context.ts';

export interface HostDataSource extends DataSource {
  /** Data that came from the host. */
  received(subscription: number, data: Data): void;
}

/** Gets the data of views from the host. */
export function hostDataSource(notify: (notice: NotebookNotices) => void): HostDataSource {
  const open = new Map<number, (data: Data) => void>();
  let next = 1;
  return {
    subscribe<Q extends Query>(query: Q, onData: (data: Answer<Q>) => void): Subscription<Q> {
      const subscription = next++;
      let kind = query.kind;
      open.set(subscription, data => {
        // An answer to an earlier query of another kind may still be on its way.
        if (data.kind === kind || data.kind === 'none') onData(data as Answer<Q>);
      });
      notify({ notice: 'subscribe', subscription, query });
      return {
        update(changed) {
          if (!open.has(subscription)) return;
          kind = changed.kind;
          notify({ notice: 'subscribe', subscription, query: changed });
        },
        close() {
          if (open.delete(subscription)) notify({ notice: 'unsubscribe', subscription });
        },
      };
    },
    received: (subscription, data) => open.get(subscription)?.(data),
  };
}
