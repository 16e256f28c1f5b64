/** What the editor asks, and what it queues, where a cell is run whose training or source has not run. */
import fs from 'node:fs';
import path from 'node:path';
import type { TextDocument } from 'vscode';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCell } from '../../../src/host/commands/runCell.ts';
import type { Host } from '../../../src/host/host.ts';
import { runNotebook } from '../../../src/host/running/runNotebook.ts';
import { parseNotebook } from '../../../src/language/index.ts';
import { dequeue, readQueue } from '../../../src/runs/queue/index.ts';
import { checkpointName, readRun, writeEnding } from '../../../src/store/index.ts';
import * as vscode from '../../support/fakeVscode.ts';
import { temporaryFolder } from '../../support/runFolder.ts';

// The process that drains the queue is another test's.
vi.mock('../../../src/host/running/startQueue.ts', () => ({ startQueue: () => Promise.resolve() }));

const { control } = vscode;
const text = `network: tiny
input: [28, 28, 1]
classes: 10
stages:
  - {blocks: 2, filters: 4}
---
train: later
network: tiny
data: mnist-sample
epochs: 1
from: fine
---
train: fine
network: tiny
data: mnist-sample
epochs: 2
from: base
---
train: base
network: tiny
data: mnist-sample
epochs: 1
---
norms: by depth
of: fine
`;

let store: string;
let uri: vscode.Uri;

// What this user queued is remembered there.
beforeEach(() => {
  vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder());
  control.folder = fs.realpathSync(temporaryFolder());
  [control.isTrusted, control.shown.length] = [true, 0];
  store = path.join(control.folder, '.residual-lab');
  uri = vscode.Uri.file(path.join(control.folder, 'a.resnet.yaml'));
  fs.writeFileSync(uri.fsPath, text);
});
afterEach(() => {
  control.isTrusted = false;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const host = {
  version: '0',
  runs: { begin: () => Promise.resolve(), active: [] },
} as unknown as Host;

/** The names of what waits, and whose end each waits for. */
function waiting() {
  const queue = readQueue(store);
  const nameOf = (id: string) => readRun(path.join(store, 'runs', id)).request.cell.name;
  return queue.map(({ run, after }) => [nameOf(run), after.map(nameOf)]);
}

/** Nothing waits any more, and all of it has come to its end. */
function finishAll() {
  for (const { run } of readQueue(store)) {
    const folder = path.join(store, 'runs', run);
    fs.mkdirSync(path.join(folder, 'checkpoints'), { recursive: true });
    const empty = Buffer.from('\x02\0\0\0\0\0\0\0{}');
    fs.writeFileSync(path.join(folder, 'checkpoints', checkpointName(30)), empty);
    writeEnding(folder, { ending: 'finished' });
    dequeue(store, run);
  }
}

it('a training that starts from another is offered that one first, and waits for it', async () => {
  expect(await runCell(host, uri, 'fine')).toBe(2);
  expect(control.shown).toEqual([
    "'fine' starts from 'base', which has no finished run as it stands now.",
  ]);
  expect(waiting()).toEqual([
    ['base', []],
    ['fine', ['base']],
  ]);
  const last = readQueue(store).at(-1)?.run ?? '';
  const { parents } = readRun(path.join(store, 'runs', last)).request;
  expect(parents).toMatchObject([{ step: null, role: 'weights' }]);
});

it('is asked nothing where that one waits or has finished', async () => {
  await runCell(host, uri, 'base');
  expect(await runCell(host, uri, 'fine')).toBe(1);
  finishAll();
  expect(await runCell(host, uri, 'fine')).toBe(1);
  expect(control.shown).toEqual([]);
  const last = readQueue(store).at(-1)?.run ?? '';
  const { parents } = readRun(path.join(store, 'runs', last)).request;
  expect(parents).toMatchObject([{ step: 30, role: 'weights' }]);
});

it('nothing is queued where the question is left', async () => {
  vi.spyOn(vscode.window, 'showWarningMessage').mockResolvedValue(undefined);
  expect(await runCell(host, uri, 'fine')).toBe(0);
  expect(waiting()).toEqual([]);
});

it.each(['later', 'by depth'])(
  'with what is to be first, %s has all that this starts from in turn',
  async name => {
    await runCell(host, uri, name);
    expect(waiting()).toEqual([
      ['base', []],
      ['fine', ['base']],
      [name, ['fine']],
    ]);
  },
);

it('the notebook page runs the same where it is asked to run what comes first', async () => {
  const document = (await vscode.workspace.openTextDocument(uri)) as TextDocument;
  const saved = { document, notebook: parseNotebook(text), text };
  await runNotebook(host, saved, 1, 'withTraining');
  expect(waiting()).toEqual([
    ['base', []],
    ['fine', ['base']],
    ['later', ['fine']],
  ]);
});

it('and what of that has finished is not run again', async () => {
  await runCell(host, uri, 'base');
  finishAll();
  expect(await runCell(host, uri, 'later')).toBe(2);
  expect(waiting()).toEqual([
    ['fine', []],
    ['later', ['fine']],
  ]);
});
