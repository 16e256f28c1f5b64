import { count, either, exactly, flag, listOf, shape, words, type Of } from '../untrusted/index.ts';
import { runOperationNames } from './runOperations.ts';
import { runView } from './runs.ts';
import { dataNews, notices } from './subscriptions.ts';
import { answersOf, bytes, checkOf, nothing, paramsOf, text, type RequestsOf } from './wire.ts';

const action = words(...runOperationNames, 'openComparison');

/** What the run viewer's webview may ask; each is answered once. */
const requests = {
  act: [shape({ action, runs: listOf(text) }), nothing],
  annotate: [shape({ run: text, tags: listOf(text), note: text }), nothing],
  /** Puts a text on the clipboard. */
  copy: [shape({ text }), nothing],
  export: [shape({ name: text, content: either(text, bytes) }), shape({ saved: flag })],
} as const;

/** From the host, without being asked. */
const news = either(
  /**
   * The runs that are shown, in the order of the tree, with slots that differ. `selected` counts all
   * that are selected: there may be more than can be shown.
   */
  shape({ news: exactly('selection'), runs: listOf(runView), selected: count }),
  dataNews,
  shape({ news: exactly('settings'), trusted: flag }),
);

const notice = either(...notices);

export type RunAction = Of<typeof action>;
export type RunViewerRequests = RequestsOf<typeof requests>;
export type RunViewerNews = Of<typeof news>;
export type RunViewerNotices = Of<typeof notice>;

export const runViewerParams = paramsOf(requests);
export const runViewerAnswers = answersOf(requests);
export const isRunViewerNews = checkOf(news);
export const isRunViewerNotice = checkOf(notice);
