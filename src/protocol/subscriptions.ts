import {
  count,
  exactly,
  fits,
  guarded,
  listOf,
  shape,
  words,
  type Schema,
} from '../untrusted/index.ts';
import type { Data, Query } from './data.ts';

const queryKinds = [
  'curves',
  'network',
  'trained',
  'blocks',
  'heat',
  'course',
  'study',
  'differences',
] as const satisfies readonly Query['kind'][];

const someQuery = shape({ kind: words(...queryKinds) });
const someData = shape({ kind: words(...queryKinds, 'none') satisfies Schema<Data['kind']> });

/** Its kind is checked, and that no part is missing; sizes are clamped by whoever answers. */
const query = guarded<Query>(value =>
  fits(someQuery, value) && Object.values(value).every(part => part !== undefined)
    ? null
    : 'a question about runs',
);

/** Numbers arrive as arrays of their type; a kind is all that a view looks at before it draws. */
const data = guarded<Data>(value => (fits(someData, value) ? null : 'an answer about runs'));

/** From the host, without being asked: what a subscription's query gives now. */
export const dataNews = shape({ news: exactly('data'), subscription: count, data });

/** From a webview, without an answer. */
export const notices = [
  shape({ notice: exactly('ready') }),
  shape({ notice: exactly('subscribe'), subscription: count, query }),
  shape({ notice: exactly('unsubscribe'), subscription: count }),
  /** Which subscriptions are on the screen; others get no increments. */
  shape({ notice: exactly('visible'), subscriptions: listOf(count) }),
] as const;
