import {
  count,
  either,
  exactly,
  fits,
  guarded,
  listOf,
  shape,
  words,
  type Of,
} from '../untrusted/index.ts';
import type { Data, Query } from './data.ts';
import { figuresChange, figuresQuery } from './figures/index.ts';
import { text } from './wire.ts';

/** Without schemas: their kind is checked, and that no part is missing. */
const looseKinds = [
  'curves',
  'network',
  'trained',
  'blocks',
  'heat',
  'course',
  'study',
  'differences',
] as const;
type LooseKind = (typeof looseKinds)[number];

const someQuery = shape({ kind: words(...looseKinds) });
const someData = shape({ kind: words(...looseKinds) });

const looseQuery = guarded<Extract<Query, { kind: LooseKind }>>(value =>
  fits(someQuery, value) && Object.values(value).every(part => part !== undefined)
    ? null
    : 'a question about runs',
);

const looseData = guarded<Extract<Data, { kind: LooseKind }>>(value =>
  fits(someData, value) ? null : 'an answer about runs',
);

/** There is nothing to show (yet), and why. */
const none = shape({ kind: exactly('none'), reason: text });

/** Sizes are clamped by whoever answers. */
const query = either(figuresQuery, looseQuery);
const data = either(figuresChange, none, looseData);

export type DataNews = Of<typeof data>;

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
