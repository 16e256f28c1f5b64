import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { activate } from '../../../src/extension.ts';
import {
  runOperationNames,
  runOperations,
  type RunOperation,
} from '../../../src/protocol/index.ts';
import { enqueue } from '../../../src/runs/queue/index.ts';
import { createRun, writeEnding, type NewEnding } from '../../../src/store/index.ts';
import * as vscode from '../../support/fakeVscode.ts';
import { someRequest } from '../../support/someRequest.ts';

vi.mock('node:child_process', async original => ({
  ...(await original<object>()),
  spawn: () => {
    throw new Error('nothing may start here');
  },
}));

const { control } = vscode;
const root = path.join(import.meta.dirname, '..', '..', '..');
const message = 'It was so.';
const endings: Readonly<Record<string, NewEnding | null>> = {
  waiting: null,
  finished: { ending: 'finished', step: 5 } as NewEnding,
  stopped: { ending: 'stopped', step: 0 },
  failed: {
    ending: 'failed',
    step: 5,
    message,
    code: 'train.not-finite',
    block: null,
  },
  crashed: {
    ending: 'crashed',
    message,
    exitCode: 1,
    signal: null,
    outOfMemory: false,
  },
  refused: { ending: 'refused', message, code: 'data.missing' },
};
type Panel = ReturnType<typeof vscode.panel>;
const runs = new Map<string, string>();
let box: string;
let notebookPage: Panel;
let viewerPage: Panel;

beforeAll(async () => {
  box = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'answers-')));
  vi.stubEnv('RESIDUAL_LAB_CACHE', path.join(box, 'cache'));
  control.folder = path.join(box, 'folder');
  control.isTrusted = true;
  fs.mkdirSync(path.join(control.folder, '.git'), { recursive: true });
  const store = path.join(control.folder, '.residual-lab');
  const notebook = path.join(control.folder, 'a.resnet.yaml');
  fs.writeFileSync(notebook, 'note: nothing\n');
  for (const [name, ending] of Object.entries(endings)) {
    const cell = { name, text: `train: ${name}\n`, digest: name };
    const folder = await createRun(store, someRequest({ notebook, cell }));
    if (ending !== null) writeEnding(folder, ending);
    else enqueue(store, [{ run: path.basename(folder), after: [] }]);
    runs.set(name, folder);
  }
  activate(vscode.extensionContext(root, path.join(box, 'storage')) as never);
  const editors = control.views.get('residualLab.notebook') as {
    resolveCustomTextEditor(document: unknown, panel: Panel): Promise<void>;
  };
  notebookPage = vscode.panel();
  const uri = vscode.Uri.file(notebook);
  const document = await vscode.workspace.openTextDocument(uri);
  await editors.resolveCustomTextEditor(document, notebookPage);
  const views = control.views.get('residualLab.runDetails') as {
    resolveWebviewView(view: Panel): void;
  };
  viewerPage = vscode.panel();
  views.resolveWebviewView(viewerPage);
  for (const page of [notebookPage, viewerPage])
    page.send({ wire: 'tell', told: { notice: 'ready' } });
  await vscode.commands.executeCommand('residualLab.runs.show', path.basename(folderOf('waiting')));
});

afterAll(() => {
  vi.unstubAllEnvs();
  fs.rmSync(box, { recursive: true, force: true });
});

beforeEach(() => void ([control.shown.length, control.asked.length] = [0, 0]));

function folderOf(state: string): string {
  return runs.get(state) ?? '';
}

let question = 1;
async function ask(page: Panel, params: unknown): Promise<void> {
  const id = question++;
  page.send({ wire: 'ask', id, method: 'act', params });
  await vi.waitFor(
    () => expect(page.posted).toContainEqual(expect.objectContaining({ id }) as unknown),
    { timeout: 60_000 },
  );
}

/** The palette's own commands, which take a folder. */
const palette: Partial<Record<RunOperation, string>> = {
  stop: 'stopRun',
  resume: 'resumeRun',
  runNext: 'runNext',
  reveal: 'revealRun',
  showLog: 'showRunLog',
};

type Way = (operation: RunOperation, folder: string) => unknown;
const ways: Readonly<Record<string, Way>> = {
  'a menu': (operation, folder) =>
    vscode.commands.executeCommand(
      `residualLab.${runOperations[operation].command}`,
      path.basename(folder),
    ),
  'the page of runs': (operation, folder) =>
    ask(viewerPage, { action: operation, runs: [path.basename(folder)] }),
  'a cell': (operation, folder) =>
    ask(notebookPage, { action: { action: 'operate', operation, run: path.basename(folder) } }),
  'the palette': (operation, folder) =>
    vscode.commands.executeCommand(`residualLab.${palette[operation]}`, folder),
};

/** What is said and asked of the editor, and which files are there then. */
async function answer(way: string, operation: RunOperation, folder: string): Promise<unknown> {
  [control.shown.length, control.asked.length] = [0, 0];
  await ways[way]?.(operation, folder);
  await new Promise(resolve => setTimeout(resolve, 20));
  const files = fs.readdirSync(control.folder, { recursive: true }).map(String).toSorted();
  return { shown: [...control.shown], asked: [...control.asked], files };
}

/** What changes nothing: what is refused, and what only shows. */
const harmless: readonly [RunOperation, readonly string[], RegExp | null][] = [
  ['stop', ['finished', 'stopped', 'failed', 'crashed', 'refused'], /is out of the queue/],
  ['resume', ['waiting'], /waits/],
  ['resume', ['finished'], /has finished/],
  ['resume', ['stopped', 'failed', 'crashed', 'refused'], /has no checkpoint to go on from/],
  ['runNext', ['finished', 'stopped', 'refused'], /does not wait in the queue/],
  ['fork', Object.keys(endings), /has no checkpoint to fork from/],
  ['delete', ['waiting'], /cannot be deleted: it is queued. Stop it first/],
  ['reveal', Object.keys(endings), null],
  ['showLog', Object.keys(endings), null],
  ['openCell', Object.keys(endings), null],
  ['copyCommand', Object.keys(endings), /copied/],
];
const rows = harmless.flatMap(([operation, states, says]) =>
  states.map(state => [operation, state, says] as const),
);

describe('whoever asks gets the same answer', () => {
  it.each(rows)('to %s a run that is %s', async (operation, state, says) => {
    const first = await answer('a menu', operation, folderOf(state));
    if (says !== null)
      expect(first).toMatchObject({ shown: [expect.stringMatching(says) as unknown] });
    for (const way of Object.keys(ways))
      if (way !== 'the palette' || operation in palette)
        expect([way, await answer(way, operation, folderOf(state))]).toEqual([way, first]);
  });

  it.each(runOperationNames)('to %s a run that is gone, and nothing is done', async operation => {
    const gone = '20200101-120000-gone-0001';
    for (const way of ['a menu', 'a cell'])
      expect(await answer(way, operation, gone)).toMatchObject({
        shown: [`The run ${gone} is not there any more.`],
      });
  });
});
