import { count, exactly, listOf, shape } from '../untrusted/index.ts';
import { data, query } from './data.ts';

/** From the host, without being asked: what a subscription's query gives now. */
export const dataNews = shape({ news: exactly('data'), subscription: count, data });

/** From a webview, without an answer. */
export const notices = [
  shape({ notice: exactly('ready') }),
  /** Something on the way was lost: document and states are told anew. */
  shape({ notice: exactly('lost') }),
  shape({ notice: exactly('subscribe'), subscription: count, query }),
  shape({ notice: exactly('unsubscribe'), subscription: count }),
  /** Which subscriptions are on the screen; others get no increments. */
  shape({ notice: exactly('visible'), subscriptions: listOf(count) }),
] as const;
