import { expect, it } from 'vitest';
import { networkData } from '../../src/host/data/index.ts';
import { isNotebookNews, isRunViewerNotice, type NetworkData } from '../../src/protocol/index.ts';
import { notebook, notebookText } from '../host/data/support.ts';
import { nearMisses } from './support/nearMisses.ts';

const now = { notebook, text: notebookText };
const network = networkData({ kind: 'network', network: 'tiny', batch: null }, now, null);
const differences = {
  kind: 'differences',
  rows: [{ path: 'rate', values: [{ text: '0.1', runs: ['a'] }] }],
  same: ['batch'],
};
const { name, summary, stages, input, classes } = network as NetworkData;
const trained = { kind: 'trained', run: 'a', name, summary, stages, input, classes };
const news = (data: unknown) => ({ news: 'data', subscription: 1, data });
const asks = (query: unknown) => ({ notice: 'subscribe', subscription: 1, query });

it.each<[string, object]>([
  ['a network', network],
  ['the network of a run', trained],
  ['differences', differences],
  ['nothing', { kind: 'none', reason: 'No run.' }],
])('an answer is %s, and none with a fault', (_name, data) => {
  expect(isNotebookNews(news(data))).toBe(true);
  const misses = [...nearMisses(data, { optional: [], words: ['kind', 'place', 'shortcut'] })];
  const accepted = misses.filter(({ value }) => isNotebookNews(news(value)));
  expect(accepted.map(({ fault }) => fault)).toEqual([]);
});

it.each<object>([
  { kind: 'network', network: 'tiny', batch: 10 },
  { kind: 'trained', run: 'a', blocks: 8 },
  { kind: 'differences', runs: ['a', 'b'] },
])('a question is %j, and none with a fault', query => {
  expect(isRunViewerNotice(asks(query))).toBe(true);
  const misses = [...nearMisses(query, { optional: [], words: ['kind'] })];
  const accepted = misses.filter(({ value }) => isRunViewerNotice(asks(value)));
  expect(accepted.map(({ fault }) => fault)).toEqual([]);
});
