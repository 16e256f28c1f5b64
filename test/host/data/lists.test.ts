import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createCellRuns,
  createRunCatalog,
  createRunIndex,
  type Memory,
} from '../../../src/host/data/index.ts';
import { digestOf, parseNotebook } from '../../../src/language/index.ts';
import { enqueue } from '../../../src/runs/queue/index.ts';
import { stopRun } from '../../../src/runs/index.ts';
import { deviceSchema } from '../../../src/record/index.ts';
import { createRun, type NewRun } from '../../../src/store/index.ts';
import { fromRun, temporaryFolder } from '../../support/runFolder.ts';
import { notebook, notebookText, openRun, trainingRequest, trainSteps } from './support.ts';

// What this user queued is remembered there.
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => void vi.unstubAllEnvs());

function memory(): Memory {
  const values = new Map<string, unknown>();
  return {
    get: key => values.get(key),
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

/** A request of a cell of the notebook, or of a changed one. */
function requestOf(name: string, text = notebookText, fields: Partial<NewRun> = {}): NewRun {
  const parsed = parseNotebook(text);
  const cell = parsed.cells.find(c => c.name === name);
  if (cell?.value === null || cell === undefined) throw new Error(`${name} has errors`);
  const network = parsed.cells[0]?.value?.value;
  return trainingRequest({
    kind: cell.kind ?? '',
    notebook: '/n/a.resnet.yaml',
    cell: { name, text: '', digest: digestOf(parsed, cell) ?? '' },
    value: cell.value?.value,
    network: cell.kind === 'train' ? { name: 'tiny', value: network } : null,
    ...fields,
  });
}

async function statesOf(store: string, text = notebookText) {
  const index = createRunIndex({ stores: () => [store] });
  await index.ready;
  const cells = createCellRuns(index, memory());
  const parsed = parseNotebook(text);
  cells.setNotebook({
    notebook: parsed,
    text,
    path: '/n/a.resnet.yaml',
    keys: parsed.cells.map((_, i) => `key ${i}`),
  });
  const { states } = cells;
  cells.close();
  index.close();
  return states;
}

/** A small checkpoint file of a run. */
function checkpointAt(folder: string, step: number): void {
  const name = `step-${String(step).padStart(8, '0')}.safetensors`;
  const bytes = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);
  fs.writeFileSync(path.join(folder, 'checkpoints', name), bytes);
}

async function finished(store: string, request: NewRun) {
  const run = await openRun(store, request);
  trainSteps(run.writer, 1, 2);
  checkpointAt(run.folder, 2);
  run.end();
  return run;
}

describe('the states of cells', () => {
  it('say what never ran, and what a run would do', async () => {
    const states = await statesOf(temporaryFolder());
    expect(states.map(s => [s.cell, s.status, s.prospect])).toEqual([
      ['key 0', { status: 'still' }, null],
      ['key 1', { status: 'never' }, '1,200 steps of 10 images of mnist-sample'],
      [
        'key 2',
        { status: 'waits', on: 'base' },
        'norms of 8 blocks on 1,000 test images of mnist-sample',
      ],
    ]);
  });

  it('show the newest run of the text as it is, and what was studied', async () => {
    const store = temporaryFolder();
    await finished(store, requestOf('base'));
    const newest = await finished(store, requestOf('base'));
    const studied = fromRun(newest.id, 2, 'study');
    const study = await openRun(store, requestOf('by depth', notebookText, studied));
    study.end();
    const [, base, norms] = await statesOf(store);
    expect(base?.status).toEqual({ status: 'run' });
    expect(base?.runs.map(run => [run.id, run.life.state])).toEqual([[newest.id, 'finished']]);
    expect(base?.outOfDate).toBeNull();
    expect(norms?.runs.map(run => run.id)).toEqual([study.id]);
    expect(norms?.outOfDate).toBeNull();
  });

  it('mark a result of another text, and say what differs', async () => {
    const store = temporaryFolder();
    const old = await finished(store, requestOf('base'));
    const text = notebookText
      .replace('[0.5, 0.1]', '[0.25, 0.1]')
      .replace('batch: 10', 'batch: 20');
    const [, base, norms] = await statesOf(store, text);
    expect(base?.runs.map(run => run.id)).toEqual([old.id]);
    expect(base?.outOfDate).toEqual([
      { path: 'batch', old: '10', new: '20' },
      { path: 'rate.cosine', old: '0.5 to 0.1', new: '0.25 to 0.1' },
    ]);
    expect(norms?.status).toEqual({ status: 'waits', on: 'base' });
  });

  it('show variants that the cell does not ask for beside its own, not as out of date', async () => {
    const store = temporaryFolder();
    const plain = await finished(store, requestOf('base'));
    const first = await finished(store, requestOf('base', notebookText, { variant: { seed: 9 } }));
    const set = { variant: { seed: 1, batch: 5 } };
    await finished(store, requestOf('base', notebookText, set));
    const again = await finished(store, requestOf('base', notebookText, set));
    const [, base] = await statesOf(store);
    expect(base?.runs.map(run => run.id)).toEqual([plain.id]);
    expect(base?.variants.map(run => run.id)).toEqual([first.id, again.id]);
    expect(base?.outOfDate).toBeNull();
  });

  it('say of a cell of which only other variants ran that it did not run as written', async () => {
    const store = temporaryFolder();
    const set = { variant: { seed: 1, batch: 5 } };
    const run = await finished(store, requestOf('base', notebookText, set));
    const study = await openRun(
      store,
      requestOf('by depth', notebookText, { ...fromRun(run.id, 2, 'study'), ...set }),
    );
    study.end();
    const [, base, norms] = await statesOf(store);
    expect(base).toMatchObject({ status: { status: 'never' }, runs: [], outOfDate: null });
    expect(base?.variants.map(each => each.id)).toEqual([run.id]);
    expect(norms).toMatchObject({ status: { status: 'waits' }, runs: [], outOfDate: null });
    expect(norms?.variants.map(each => each.id)).toEqual([study.id]);
  });

  it('count one chain for a run that was resumed, and one run for each seed', async () => {
    const store = temporaryFolder();
    const text = notebookText.replace('grow: {at: [2]}', 'seeds: [1, 2]');
    const first = await openRun(store, requestOf('base', text));
    checkpointAt(first.folder, 5);
    first.end({ ending: 'stopped', step: 5 });
    const from = fromRun(first.id, 5);
    const second = await openRun(store, requestOf('base', text, from));
    second.end();
    const other = await openRun(store, requestOf('base', text, { variant: { seed: 2 } }));
    other.end({ ending: 'stopped', step: 0 });
    const [, base] = await statesOf(store, text);
    expect(base?.runs.map(run => run.parts)).toEqual([[first.id, second.id], [other.id]]);
    expect(base?.runs.map(run => run.canResume)).toEqual([false, false]);
  });

  it('stay as they were when a run is taken out of the queue before its turn', async () => {
    const store = temporaryFolder();
    const first = await finished(store, requestOf('base'));
    const waiting = await createRun(store, requestOf('base'));
    enqueue(store, [{ run: path.basename(waiting), after: [] }]);
    await stopRun(waiting);
    const { status, runs } = (await statesOf(store))[1] ?? expect.fail();
    expect(status).toEqual({ status: 'run' });
    expect(runs.map(run => [run.id, run.life.state])).toEqual([[first.id, 'finished']]);
  });

  it('say where the text is wrong, and how many wait before a queued run', async () => {
    const store = temporaryFolder();
    const ids: string[] = [];
    for (const seed of [1, 2])
      ids.push(
        path.basename(
          await createRun(store, requestOf('base', notebookText, { variant: { seed } })),
        ),
      );
    enqueue(store, [
      { run: ids[1] ?? '', after: [] },
      { run: ids[0] ?? '', after: [] },
    ]);
    const [, base] = await statesOf(store);
    expect(base?.runs[0]?.life).toEqual({ state: 'queued', ahead: 1 });
    const broken = await statesOf(store, notebookText.replace('epochs: 4', 'epochs: many'));
    expect(broken[1]?.status).toEqual({ status: 'invalid', problems: 1, line: 11 });
  });

  it('advise where a run without normalisation failed', async () => {
    const store = temporaryFolder();
    const text = notebookText.replace('classes: 10', 'classes: 10\nnorm: none');
    const run = await openRun(store, requestOf('base', text));
    const message = 'In step 3 the gradient became Infinity.';
    const code = 'train.not-finite';
    run.end({ ending: 'failed', message, code, step: 2, block: null });
    const [, base] = await statesOf(store, text);
    expect(base?.runs[0]?.life).toMatchObject({
      state: 'failed',
      message,
      advice: expect.stringContaining('init: depth-scaled 1') as string,
    });
  });
});

describe('a comparison', () => {
  const text = `${notebookText}---
train: other
network: tiny
data: mnist-sample
batch: 20
---
compare: both
of: [other, base]
`;

  it('has the runs of the trainings that it names, in its order, and runs nothing itself', async () => {
    const store = temporaryFolder();
    const compared = async () => (await statesOf(store, text)).at(-1);
    expect(await compared()).toMatchObject({ status: { status: 'still' }, runs: [], studied: [] });
    const base = await finished(store, requestOf('base', text));
    const other = await finished(store, requestOf('other', text));
    const state = await compared();
    expect(state?.studied.map(run => [run.id, run.slot])).toEqual([
      [other.id, 1],
      [base.id, 0],
    ]);
    expect(state?.status).toEqual({ status: 'still' });
  });
});

describe('the list of runs', () => {
  it('follows the store: runs come, go on and go', async () => {
    const store = temporaryFolder();
    const index = createRunIndex({ stores: () => [store], intervalMs: 20 });
    const catalog = createRunCatalog(index, memory());
    await catalog.ready;
    expect(catalog.runs).toEqual([]);
    catalog.setVisible(true);
    const until = (isSo: () => boolean) =>
      new Promise<void>(resolve => {
        const listening = catalog.onChange(() => {
          if (!isSo()) return;
          listening.close();
          resolve();
        });
      });
    const began = until(() => catalog.runs[0]?.life.state === 'starting');
    const run = await openRun(store, requestOf('base'));
    await began;
    const ended = until(() => catalog.runs[0]?.life.state === 'finished');
    run.end();
    await ended;
    const gone = until(() => catalog.runs.length === 0);
    fs.rmSync(run.folder, { recursive: true });
    await gone;
    catalog.close();
    index.close();
  });

  it('keeps tags and notes of a chain, and slots that differ', async () => {
    const store = temporaryFolder();
    const kept = memory();
    const runs = [
      await finished(store, requestOf('base')),
      await finished(store, requestOf('base')),
    ];
    const open = async () => {
      const index = createRunIndex({ stores: () => [store] });
      await index.ready;
      return { index, catalog: createRunCatalog(index, kept) };
    };
    const { catalog } = await open();
    const ids = runs.map(run => run.id);
    catalog.annotate(ids[0] ?? '', ['good', ' good '], 'first');
    expect(catalog.chart(ids).map(run => run.slot)).toEqual([0, 1]);
    const again = (await open()).catalog;
    expect(again.chart(ids.slice(1)).map(run => run.slot)).toEqual([1]);
    expect(again.runs.map(run => [run.tags, run.note])).toEqual([
      [[], ''],
      [['good'], 'first'],
    ]);
  });

  it('has memory and use of the GPU of a run that goes on, as recorded last', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, requestOf('base'));
    const sample = (seconds: number, memory: number, utilisation: number | null) =>
      run.writer.append(deviceSchema, [{ seconds, memory, utilisation }]);
    const gpuNow = async () => {
      const index = createRunIndex({ stores: () => [store] });
      await index.ready;
      const [view] = createRunCatalog(index, memory()).runs;
      index.close();
      return view?.gpu;
    };
    expect(await gpuNow()).toBeNull();
    sample(1, 5e9, 0.5);
    sample(2, 6e9, 0.75);
    run.writer.flush();
    expect(await gpuNow()).toEqual({ memoryBytes: 6e9, utilisation: 0.75 });
    sample(3, 7e9, null);
    run.writer.flush();
    expect(await gpuNow()).toEqual({ memoryBytes: 7e9, utilisation: null });
    run.end();
    expect(await gpuNow()).toBeNull();
  });

  it('lets a fork have tags, notes and a slot of its own; a resumed run goes on with those it had', async () => {
    const store = temporaryFolder();
    const stopped = await openRun(store, requestOf('base'));
    trainSteps(stopped.writer, 1, 2);
    checkpointAt(stopped.folder, 2);
    stopped.end({ ending: 'stopped', step: 2 });
    const index = createRunIndex({ stores: () => [store] });
    const catalog = createRunCatalog(index, memory());
    await catalog.ready;
    catalog.annotate(stopped.id, ['first'], '');
    const from = fromRun(stopped.id, 2);
    const resumed = await finished(store, requestOf('base', notebookText, from));
    const changed = notebookText.replace('batch: 10', 'batch: 20');
    const fork = await finished(store, requestOf('base', changed, fromRun(stopped.id, 2, 'fork')));
    await catalog.refresh();
    catalog.annotate(fork.id, ['fork'], '');
    expect(catalog.runs.map(run => [run.id, run.parts.length, run.tags])).toEqual([
      [fork.id, 2, ['fork']],
      [resumed.id, 2, ['first']],
    ]);
    expect(catalog.chart([resumed.id, fork.id]).map(run => run.slot)).toEqual([0, 1]);
    expect(catalog.chart([fork.id, resumed.id]).map(run => run.slot)).toEqual([1, 0]);
    catalog.close();
    index.close();
  });

  it('acts on the store that has the run; a run that was copied into another is shown once', async () => {
    const stores = [temporaryFolder(), temporaryFolder()];
    const [one = '', two = ''] = stores;
    const first = await finished(one, requestOf('base'));
    const elsewhere = { notebook: '/m/a.resnet.yaml' };
    const second = await finished(two, requestOf('base', notebookText, elsewhere));
    fs.cpSync(first.folder, path.join(two, 'runs', first.id), { recursive: true });
    const index = createRunIndex({ stores: () => stores });
    const catalog = createRunCatalog(index, memory());
    await catalog.ready;
    expect(catalog.runs.map(run => [run.id, run.notebookFolder, run.notebook])).toEqual([
      [second.id, '/m', 'a.resnet.yaml'],
      [first.id, '/n', 'a.resnet.yaml'],
    ]);
    expect(catalog.folderOf(first.id)).toBe(first.folder);
    expect(catalog.folderOf(second.id)).toBe(second.folder);
    catalog.annotate(second.id, ['two'], '');
    expect(fs.existsSync(path.join(one, 'annotations.json'))).toBe(false);
    const written = fs.readFileSync(path.join(two, 'annotations.json'), 'utf8');
    expect(Object.keys((JSON.parse(written) as { runs: object }).runs)).toEqual([second.id]);
    expect(catalog.problems).toEqual([
      '1 run folder here with the name of another, as copied; each name is shown once.',
    ]);
    catalog.close();
    index.close();
  });

  it('says what lies in the store and is no run', async () => {
    const store = temporaryFolder();
    const run = await finished(store, requestOf('base'));
    fs.writeFileSync(path.join(run.folder, 'run.json'), '{');
    const index = createRunIndex({ stores: () => [store] });
    await index.ready;
    expect(index.runs).toEqual([]);
    expect(index.problems).toEqual([
      `Cannot read the run at ${run.folder}: run.json: is not JSON.`,
    ]);
    index.close();
  });
});

it('the notebook of these tests is sound', () => {
  expect(notebook.cells.map(cell => cell.value?.kind)).toEqual(['network', 'train', 'norms']);
});
