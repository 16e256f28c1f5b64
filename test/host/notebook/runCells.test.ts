/** From the Run button of a notebook view to what waits in the queue: by the key of a cell, asked once whether the folder is trusted. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseNotebook, type Notebook } from '../../../src/language/index.ts';
import type { Host } from '../../../src/host/host.ts';
import type { NotebookModel } from '../../../src/host/notebook/notebookModel.ts';
import { runCells } from '../../../src/host/notebook/runCells.ts';
import { readQueue } from '../../../src/runs/queue/index.ts';
import { readRun } from '../../../src/store/index.ts';
import * as vscode from '../../support/fakeVscode.ts';
import { temporaryFolder } from '../../support/runFolder.ts';

// The process that drains the queue is another test's.
vi.mock('../../../src/host/running/startQueue.ts', () => ({ startQueue: () => Promise.resolve() }));

const network = `network: tiny
input: [28, 28, 1]
classes: 10
stages: [{blocks: 2, filters: 4}]
`;
const train = (name: string) => `train: ${name}\nnetwork: tiny\ndata: mnist-sample\nepochs: 1\n`;
const text = [network, train('one'), train('two')].join('---\n');

const { control } = vscode;
let store: string;

// What this user queued is remembered there.
beforeEach(() => {
  vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder());
  control.folder = fs.realpathSync(temporaryFolder());
  [control.isTrusted, control.shown.length] = [true, 0];
  store = path.join(control.folder, '.residual-lab');
});
afterEach(() => {
  control.isTrusted = false;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const host = { version: '0', runs: { begin: () => Promise.resolve(), active: [] } };

const waiting = () =>
  readQueue(store).map(({ run }) => {
    const { cell } = readRun(path.join(store, 'runs', run)).request;
    return [cell.name, cell.text];
  });

/** A document with its model, whose cells have their names for keys; saving it writes `saved`. */
async function opened(saved = text) {
  const uri = vscode.Uri.file(path.join(control.folder, 'a.resnet.yaml'));
  fs.writeFileSync(uri.fsPath, text);
  const document = (await vscode.workspace.openTextDocument(uri)) as object;
  const model = { document, lines: { text: '' }, notebook: { cells: [] } as unknown as Notebook };
  let cells: { key: string; name: string }[] = [];
  const read = (now: string) => {
    model.lines = { text: now };
    model.notebook = parseNotebook(now);
    cells = model.notebook.cells.map(({ name }) => ({ key: `key of ${name}`, name }));
  };
  read(text);
  Object.assign(document, {
    isDirty: true,
    save: () => {
      read(saved);
      return Promise.resolve(true);
    },
  });
  vi.spyOn(vscode.workspace, 'openTextDocument').mockResolvedValue(document);
  Object.defineProperty(model, 'cells', { get: () => cells });
  return model as unknown as NotebookModel;
}

const run = (model: NotebookModel, key: string | null, what: 'cell' | 'all' = 'cell') =>
  runCells(host as unknown as Host, model, key, what);

it('runs the cell of the key, with the text that it has', async () => {
  expect(await run(await opened(), 'key of two')).toBe(1);
  expect(waiting()).toEqual([['two', train('two').trimEnd()]]);
});

it('runs the same cell where saving moves it', async () => {
  const moved = [network, train('new'), train('one'), train('two')].join('---\n');
  expect(await run(await opened(moved), 'key of one')).toBe(1);
  expect(waiting()).toEqual([['one', train('one').trimEnd()]]);
});

it('runs nothing where the cell is gone, as after saving', async () => {
  expect(await run(await opened(), 'key of three')).toBe(0);
  const without = [network, train('two')].join('---\n');
  expect(await run(await opened(without), 'key of one')).toBe(0);
  expect(waiting()).toEqual([]);
});

it('runs all of them without a key', async () => {
  expect(await run(await opened(), null, 'all')).toBe(2);
  expect(waiting().map(([name]) => name)).toEqual(['one', 'two']);
});

it('asks once whether the folder is trusted, and writes nothing where it is not', async () => {
  control.isTrusted = false;
  expect(await run(await opened(), 'key of one')).toBe(0);
  expect(control.shown).toHaveLength(1);
  expect(control.shown[0]).toContain('Restricted Mode');
  expect(fs.existsSync(store)).toBe(false);
});
