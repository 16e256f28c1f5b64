import { either, exactly, listOf, shape, type Of } from '../untrusted/index.ts';
import { figuresChange, figuresQuery, type FiguresData } from './figures/index.ts';
import { networkData, networkQuery, trainedData, trainedQuery } from './network.ts';
import { text } from './wire.ts';

/** What was asked of these runs, where it differs. */
const differencesQuery = shape({ kind: exactly('differences'), runs: listOf(text) });

const differencesData = shape({
  kind: exactly('differences'),
  rows: listOf(
    shape({
      /** `rate.cosine`, `blocks`, `parameters`. */
      path: text,
      /** Each distinct value once, with the runs that have it. */
      values: listOf(shape({ text, runs: listOf(text) })),
    }),
  ),
  /** Names of what is the same in all. */
  same: listOf(text),
});

/** There is nothing to show (yet), and why: a sentence. */
const none = shape({ kind: exactly('none'), reason: text });

/**
 * What views ask of the run store. A view subscribes with a query and gets the answer at once and again whenever
 * it changed, until it unsubscribes. Sizes are clamped by whoever answers.
 */
export const query = either(figuresQuery, networkQuery, trainedQuery, differencesQuery);

/** What they get, as it is sent: of figures what changed. */
export const data = either(figuresChange, networkData, trainedData, differencesData, none);

export type Query = Of<typeof query>;
export type DataNews = Of<typeof data>;
export type Data = Exclude<DataNews, { readonly kind: 'figures' }> | FiguresData;
export type DataOf<Q extends Query> = Extract<Data, { readonly kind: Q['kind'] }>;
export type DifferencesQuery = Of<typeof differencesQuery>;
export type DifferencesData = Of<typeof differencesData>;
export type { FiguresData, FiguresQuery } from './figures/index.ts';
export type {
  NetworkData,
  NetworkQuery,
  NetworkView,
  StageView,
  TrainedData,
  TrainedQuery,
} from './network.ts';
