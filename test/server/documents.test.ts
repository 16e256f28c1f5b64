import { afterEach, expect, it, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Documents } from '../../src/server/documents.ts';

afterEach(() => void vi.useRealTimers());

const uri = 'file:///a.resnet.yaml';

it('many changes at once are checked once: a version between them is never published', async () => {
  vi.useFakeTimers();
  const document = TextDocument.create(uri, 'resnet-notebook', 1, '');
  const published: [number, string][] = [];
  const documents = new Documents({
    get: () => document,
    runsOf: () => Promise.resolve([]),
    deviceMemoryBytes: () => Promise.resolve(undefined),
    publish: state => published.push([document.version, state.text]),
    fail: error => {
      throw error;
    },
  });
  const type = (version: number) => {
    TextDocument.update(document, [{ text: `network: n${version}\n` }], version);
    documents.changed(uri);
  };
  for (let version = 3; version <= 12; version++) {
    type(version);
    await vi.advanceTimersByTimeAsync(40);
  }
  expect(published).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(published).toEqual([[12, 'network: n12\n']]);
  type(13);
  await vi.advanceTimersByTimeAsync(1000);
  expect(published.map(([version]) => version)).toEqual([12, 13]);
});
