import {
  createAsker,
  isRunViewerNews,
  runViewerAnswers,
  tell,
  type Asker,
  type Port,
  type RunViewerNews,
  type RunViewerNotices,
  type RunViewerRequests,
} from '../../src/protocol/index.ts';
import type { DataSource } from '../base/context.ts';
import { hostDataSource } from '../base/hostSource.ts';

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
  const notify = (notice: RunViewerNotices) => tell(port, notice);
  const source = hostDataSource(notify);
  const asker = createAsker<RunViewerRequests, RunViewerNews>(port, {
    answers: runViewerAnswers,
    told: isRunViewerNews,
    onTold: news => {
      if (news.news === 'data') source.received(news.subscription, news.data);
      else onNews(news);
    },
    // The host is of the same version; what is not understood is left out.
    onInvalid: () => undefined,
  });
  return { asker, source, ready: () => notify({ notice: 'ready' }) };
}
