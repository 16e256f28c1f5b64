import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { digestCell, parseNotebook } from '../../src/language/index.ts';
import { codeLenses } from '../../src/server/codeLenses.ts';
import { StoreReader } from '../../src/server/store/storeReader.ts';
import { createRun, writeEnding } from '../../src/store/index.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';
import { stateOf } from './marked.ts';

const text = 'network: small\npreset: resnet\n---\ntrain: base\nnetwork: small\ndata: cifar10';

it('finds the runs of a notebook on disk, and says that they have been run', async () => {
  const folder = temporaryFolder();
  const store = join(folder, '.residual-lab');
  mkdirSync(store);
  const digest = digestCell(parseNotebook(text), 'base') ?? '';
  const run = await createRun(store, someRequest({ cell: { name: 'base', text, digest } }));
  const uri = pathToFileURL(join(folder, 'a.resnet.yaml')).href;
  const reader = new StoreReader();
  expect(await reader.runsOf(uri)).toMatchObject([
    { digest, variant: { seed: 1 }, state: 'waiting' },
  ]);

  writeEnding(run, { ending: 'finished' });
  // Read a moment ago; only news from the client ask the disk again at once.
  expect(await reader.runsOf(uri)).toMatchObject([{ state: 'waiting' }]);
  reader.forget();
  const runs = await reader.runsOf(uri);
  expect(runs).toMatchObject([{ state: 'finished', finished: true, resumable: false }]);

  const state = stateOf(text, runs);
  expect(state.diagnostics()).toMatchObject([{ code: 'run.exists', severity: 'information' }]);
  expect(codeLenses(state).map(l => l.command?.title)).toContain('Open results (1 run)');
});

it.each(['untitled:Untitled-1', 'vscode-vfs://github/a/b.resnet.yaml', 'file://%zz'])(
  'knows no runs of %s',
  async uri => {
    expect(await new StoreReader().runsOf(uri)).toEqual([]);
  },
);
