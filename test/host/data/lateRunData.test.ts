import { expect, it } from 'vitest';
import type { RunData } from '../../../src/host/data/index.ts';
import { lateRunData } from '../../../src/host/data/lateRunData.ts';
import type { Query } from '../../../src/protocol/index.ts';

/** Writes down what it is asked. */
function recorder() {
  const calls: string[] = [];
  const data: RunData = {
    subscribe: query => {
      calls.push(`subscribe ${query.kind}`);
      return {
        update: other => void calls.push(`update ${other.kind}`),
        setVisible: visible => void calls.push(`visible ${visible}`),
        close: () => void calls.push('close subscription'),
      };
    },
    notebookChanged: () => void calls.push('changed'),
    runsChanged: () => void calls.push('runs'),
    close: () => void calls.push('close'),
  };
  let loads = 0;
  const late = lateRunData(() => {
    loads += 1;
    return Promise.resolve(data);
  });
  return { calls, late, loads: () => loads };
}

const first: Query = { kind: 'differences', runs: ['a', 'b'] };
const second: Query = { kind: 'trained', run: 'a', blocks: null };
const ignore = () => undefined;
const turn = () => new Promise(resolve => setImmediate(resolve));

it('is loaded with the first query, once', async () => {
  const { late, calls, loads } = recorder();
  late.notebookChanged();
  late.close();
  expect(loads()).toBe(0);
  late.subscribe(first, ignore);
  late.subscribe(second, ignore);
  await turn();
  expect(loads()).toBe(1);
  expect(calls).toEqual(['subscribe differences', 'subscribe trained']);
});

it('passes on what was said of a query while it was loaded', async () => {
  const { late, calls } = recorder();
  const subscription = late.subscribe(first, ignore);
  subscription.update(second);
  subscription.setVisible(false);
  late.subscribe(first, ignore).close();
  await turn();
  expect(calls).toEqual(['subscribe differences', 'update trained', 'visible false']);
});

it('passes everything on afterwards', async () => {
  const { late, calls } = recorder();
  const subscription = late.subscribe(first, ignore);
  await turn();
  subscription.setVisible(false);
  subscription.update(second);
  subscription.close();
  late.close();
  await turn();
  expect(calls.slice(1)).toEqual([
    'visible false',
    'update trained',
    'close subscription',
    'close',
  ]);
});
