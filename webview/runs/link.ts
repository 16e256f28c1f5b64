import {
  createAsker,
  isRunViewerNews,
  runViewerAnswers,
  tell,
  type Asker,
  type Port,
  type Query,
  type RunViewerNews,
  type RunViewerNotices,
  type RunViewerRequests,
} from '../../src/protocol/index.ts';
import type { Answer, DataSource, Subscription } from '../base/context.ts';

/** What a page has of the host. */
export interface Link {
  readonly asker: Asker<RunViewerRequests>;
  readonly source: DataSource;
  /** To be called when everything listens. */
  readonly ready: () => void;
}

/** Connects a page with the host. News other than data go to `onNews`. */
export function createLink(
  port: Port,
  onNews: (news: Exclude<RunViewerNews, { readonly news: 'data' }>) => void,
): Link {
  type OnData = (data: Answer<Query>) => void;
  const subscribers = new Map<number, OnData>();
  let next = 1;
  const notify = (notice: RunViewerNotices) => tell(port, notice);
  const asker = createAsker<RunViewerRequests, RunViewerNews>(port, {
    answers: runViewerAnswers,
    told: isRunViewerNews,
    onTold: news => {
      if (news.news === 'data') subscribers.get(news.subscription)?.(news.data);
      else onNews(news);
    },
    // The host is of the same version; what is not understood is left out.
    onInvalid: () => undefined,
  });
  const source: DataSource = {
    subscribe<Q extends Query>(query: Q, onData: (data: Answer<Q>) => void): Subscription<Q> {
      const subscription = next++;
      let asked = query;
      subscribers.set(subscription, data => {
        if (data.kind === 'none' || data.kind === asked.kind) onData(data as Answer<Q>);
      });
      const ask = () => notify({ notice: 'subscribe', subscription, query: asked });
      ask();
      return {
        update: changed => {
          asked = changed;
          ask();
        },
        close: () => {
          if (subscribers.delete(subscription)) notify({ notice: 'unsubscribe', subscription });
        },
      };
    },
  };
  return { asker, source, ready: () => notify({ notice: 'ready' }) };
}
