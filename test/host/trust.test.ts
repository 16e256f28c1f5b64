import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { activate } from '../../src/extension.ts';
import {
  runOperationNames,
  type HostAction,
  type NotebookRequests,
  type RunAction,
  type RunViewerRequests,
} from '../../src/protocol/index.ts';
import { enqueue } from '../../src/runs/queue/index.ts';
import { createRun, writeEnding } from '../../src/store/index.ts';
import { someRequest } from '../support/runFolder.ts';
import * as vscode from '../support/fakeVscode.ts';

const started = vi.hoisted(() => [] as string[]);
const trap = vi.hoisted(() => {
  const start =
    (how: string) =>
    (program: string): never => {
      started.push(`${how} ${program}`);
      throw new Error(`${how} ${program}: nothing may start here`);
    };
  return Object.fromEntries(
    ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'].map(name => [
      name,
      start(name),
    ]),
  );
});
vi.mock('node:child_process', () => ({ ...trap, default: trap }));
vi.mock('child_process', () => ({ ...trap, default: trap }));

const { control } = vscode;
const root = path.join(import.meta.dirname, '..', '..');
const link = '[Open it](command:workbench.action.quit)';
const notebookText = `network: tiny
input: [8, 8, 1]
classes: 10
stem: {filters: 4, kernel: 3}
stages:
  - {blocks: 2, filters: 4}
block: preactivation
shortcut: pad
---
train: base
network: tiny
data: ./digits
epochs: 2
batch: 10
---
norms: measured
of: base
---
train: "${link}"
network: "${link}"
`;

let box: string;
let notebook: vscode.Uri;
const runs: string[] = [];
type Panel = ReturnType<typeof vscode.panel>;
let notebookPage: Panel;
let viewerPage: Panel;

beforeAll(async () => {
  box = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'trust-')));
  // What this user queued is remembered there.
  vi.stubEnv('RESIDUAL_LAB_CACHE', path.join(box, 'cache'));
  control.folder = path.join(box, 'folder');
  fs.mkdirSync(path.join(control.folder, '.git'), { recursive: true });
  notebook = vscode.Uri.file(path.join(control.folder, 'a.resnet.yaml'));
  fs.writeFileSync(notebook.fsPath, notebookText);
  const store = path.join(control.folder, '.residual-lab');
  const of = (name: string, file = notebook.fsPath) =>
    someRequest({ notebook: file, cell: { name, text: `train: ${name}\n`, digest: name } });
  const [ended, broken, waiting] = [
    await createRun(store, of('base')),
    await createRun(store, of(link, `/x/${link}.resnet.yaml`)),
    await createRun(store, of('base')),
  ];
  fs.mkdirSync(path.join(ended, 'checkpoints'), { recursive: true });
  const header = Buffer.from('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const weights = Buffer.concat([length, header, Buffer.alloc(4)]);
  fs.writeFileSync(path.join(ended, 'checkpoints', 'step-00000005.safetensors'), weights);
  writeEnding(ended, { ending: 'stopped', step: 5 } as never);
  writeEnding(broken, { ending: 'refused', message: link, code: 'data.missing' });
  enqueue(store, [{ run: path.basename(waiting), after: [] }]);
  runs.push(...[ended, broken, waiting].map(folder => path.basename(folder)));

  activate(vscode.extensionContext(root, path.join(box, 'storage')) as never);
  const editors = control.views.get('residualLab.notebook') as {
    resolveCustomTextEditor(document: unknown, panel: Panel): Promise<void>;
  };
  notebookPage = vscode.panel();
  await editors.resolveCustomTextEditor(
    await vscode.workspace.openTextDocument(notebook),
    notebookPage,
  );
  const views = control.views.get('residualLab.runDetails') as {
    resolveWebviewView(view: Panel): void;
  };
  viewerPage = vscode.panel();
  views.resolveWebviewView(viewerPage);
  for (const page of [notebookPage, viewerPage])
    page.send({ wire: 'tell', told: { notice: 'ready' } });
  await new Promise(resolve => setTimeout(resolve, 500));
});

afterAll(() => {
  vi.unstubAllEnvs();
  fs.rmSync(box, { recursive: true, force: true });
});

beforeEach(() => {
  control.isTrusted = false;
  [started.length, control.shown.length] = [0, 0];
});

/** Every file of the workspace with its bytes. */
function contents(): string[] {
  return fs
    .readdirSync(control.folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()
    .map(file => `${file} ${fs.readFileSync(file, 'base64')}`);
}

let question = 1;
async function ask(page: Panel, method: string, params: unknown): Promise<void> {
  const id = question++;
  page.send({ wire: 'ask', id, method, params });
  await vi.waitFor(
    () => expect(page.posted).toContainEqual(expect.objectContaining({ id }) as unknown),
    { timeout: 120_000 },
  );
}

async function expectNothing(work: () => Promise<unknown>): Promise<void> {
  const before = contents();
  await work();
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(started).toEqual([]);
  expect(contents()).toEqual(before);
  expect(control.shown.filter(text => text.includes(']('))).toEqual([]);
}

/** All that the type of the protocol has: what is added there must be added here. */
const actions: Record<HostAction['action'], HostAction[]> = {
  operate: runOperationNames.flatMap(operation =>
    ['0', '1', '2'].map(run => ({ action: 'operate' as const, operation, run })),
  ),
  showInRuns: [{ action: 'showInRuns', run: '0' }],
  showChanges: [{ action: 'showChanges', cell: 'base' }],
  openAsText: [{ action: 'openAsText', line: 0 }],
  openLink: [{ action: 'openLink', href: 'command:workbench.action.quit' }],
  setUpEngine: [{ action: 'setUpEngine' }],
  undo: [{ action: 'undo' }],
  redo: [{ action: 'redo' }],
  save: [{ action: 'save' }],
  showProblems: [{ action: 'showProblems' }],
};
const span = { start: 0, end: 3 };
const notebookQuestions: { [K in keyof NotebookRequests]: NotebookRequests[K][0][] } = {
  edit: [{ version: 1, edits: [{ ...span, text: 'x' }] }],
  cells: [{ version: 1, action: { action: 'insert', at: 0, cellKind: 'train' } }],
  complete: [{ version: 1, offset: 5 }],
  inlays: [{ version: 1, span }],
  hover: [{ version: 1, offset: 5 }],
  fixes: [{ version: 1, span }],
  applyFix: [{ id: '1' }],
  run: [
    { cell: 'base', what: 'cell' },
    { cell: 'measured', what: 'withTraining' },
    { cell: 'measured', what: 'above' },
    { cell: null, what: 'all' },
  ],
  stop: [{ cell: null }, { cell: 'base' }],
  act: Object.values(actions)
    .flat()
    .map(action => ({ action })),
  copy: [{ text: 'a' }],
  export: [{ name: 'x.csv', content: 'a' }],
};
const runActions: readonly RunAction[] = [...runOperationNames, 'openComparison'];
const viewerQuestions: { [K in keyof RunViewerRequests]: RunViewerRequests[K][0][] } = {
  act: runActions.flatMap(action => [
    { action, runs: ['0'] },
    { action, runs: ['1'] },
    { action, runs: ['2'] },
    { action, runs: ['0', '1', '2'] },
  ]),
  annotate: [{ run: '0', tags: ['a'], note: 'b' }],
  copy: [{ text: 'a' }],
  export: [{ name: 'x.csv', content: 'a' }],
};

/** Runs are named by their place until there are any. */
function withRuns(params: unknown): unknown {
  const text = JSON.stringify(params);
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'run' || /^\d+$/.test(key)) && typeof value === 'string'
      ? (runs[Number(value)] ?? value)
      : value,
  );
}

const rows = (questions: Readonly<Record<string, readonly unknown[]>>) =>
  Object.entries(questions).flatMap(([method, all]) =>
    all.map(params => [method, params] as const),
  );

describe('before a folder is trusted', () => {
  it('activating starts nothing', () => expect(started).toEqual([]));

  it.each(rows(notebookQuestions))(
    'the question %s %j of a notebook starts nothing',
    (method, params) => expectNothing(() => ask(notebookPage, method, withRuns(params))),
  );

  it.each(rows(viewerQuestions))(
    'the question %s %j of the run viewer starts nothing',
    (method, params) => expectNothing(() => ask(viewerPage, method, withRuns(params))),
  );

  it('no command starts anything, whatever it is given', async () => {
    const contributed = (
      JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
        contributes: { commands: { command: string }[] };
      }
    ).contributes.commands.map(({ command }) => command);
    const names = vscode.commands.names();
    expect(names).toEqual(expect.arrayContaining(contributed));
    const store = path.join(control.folder, '.residual-lab', 'runs');
    const given = [
      [],
      ...runs.flatMap(run => [[run], [path.join(store, run)]]),
      [notebook],
      [notebook.toString(), 'base'],
      [notebook, 'measured'],
      [notebook, link],
      [link],
      ['mnist'],
    ];
    for (const name of names)
      for (const args of given)
        await expectNothing(() => vscode.commands.executeCommand(name, ...args)).catch(
          (error: unknown) => {
            throw new Error(`${name} ${JSON.stringify(args)}`, { cause: error });
          },
        );
  });
});

/** The traps work: the same with trust does start. */
describe('once it is trusted', () => {
  it.each([
    ['residualLab.setUpEngine', []],
    ['residualLab.getDataSet', ['mnist']],
    ['residualLab.reportProblem', []],
  ])('%s starts a program', async (name, args) => {
    control.isTrusted = true;
    await vscode.commands.executeCommand(name, ...args);
    await vi.waitFor(() => expect(started.length).toBeGreaterThan(0), 120_000);
  });

  it('a fork asks for the commit of its notebook', async () => {
    control.isTrusted = true;
    await ask(viewerPage, 'act', { action: 'fork', runs: [runs[0]] });
    await vi.waitFor(() => expect(started.length).toBeGreaterThan(0), 120_000);
  });
});
