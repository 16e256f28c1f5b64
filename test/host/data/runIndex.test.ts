/** The list of runs as the one thing that looks at live ones: what goes on, what has ended, and who watches. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRunData, createRunIndex } from '../../../src/host/data/index.ts';
import { dequeue, enqueue } from '../../../src/runs/queue/index.ts';
import { createRun, writeEnding, type Run } from '../../../src/store/index.ts';
import { someRequest, temporaryFolder } from '../../support/runFolder.ts';
import { openRun, trainingRequest, trainSteps } from './support.ts';

// What this user queued is remembered there.
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise(resolve => setTimeout(resolve, 10));
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

function indexOf(store: string) {
  const index = createRunIndex({ stores: () => [store], intervalMs: 20 });
  const ended: string[] = [];
  index.onDidEnd(({ id, life, ending }) => void ended.push(`${id} ${ending?.ending ?? life}`));
  return { index, ended };
}

const finished = async (store: string) => {
  const folder = await createRun(store, someRequest());
  writeEnding(folder, { ending: 'finished' });
  return folder;
};

it('tells of the end of a run that went on, and of none that had ended before', async () => {
  const store = temporaryFolder();
  await finished(store);
  const run = await openRun(store, trainingRequest());
  const { index, ended } = indexOf(store);
  await index.ready;
  expect(index.active.map(({ id }) => id)).toEqual([run.id]);
  await finished(store);
  run.end();
  await until(() => ended.length > 0);
  await index.refresh();
  await pause(100);
  expect(ended).toEqual([`${run.id} finished`]);
  expect(index.active).toEqual([]);
  index.close();
});

it('tells of runs that were begun here, even of one that ends before it is looked at', async () => {
  const store = temporaryFolder();
  const { index, ended } = indexOf(store);
  await index.ready;
  const folder = await finished(store);
  await index.begin([folder]);
  expect(ended).toEqual([`${path.basename(folder)} finished`]);
  index.close();
});

it('follows runs that were begun in a store that is not one of the workspace', async () => {
  const [store, other] = [temporaryFolder(), temporaryFolder()];
  const { index, ended } = indexOf(store);
  await index.ready;
  const run = await openRun(other, trainingRequest());
  await index.begin([run.folder]);
  expect(index.active.map(({ id }) => id)).toEqual([run.id]);
  run.end();
  await until(() => ended.length === 1);
  index.close();
});

it('has what waits among what goes on, and tells once it is taken out', async () => {
  const store = temporaryFolder();
  const { index, ended } = indexOf(store);
  await index.ready;
  const folder = await createRun(store, someRequest());
  const id = path.basename(folder);
  enqueue(store, [{ run: id, after: [] }]);
  await index.begin([folder]);
  expect(index.active.map(run => run.life)).toEqual(['waiting']);
  writeEnding(folder, { ending: 'stopped', step: 0 });
  dequeue(store, id);
  await until(() => ended.length === 1);
  expect(ended).toEqual([`${id} stopped`]);
  index.close();
});

it('takes a run whose process is gone for ended after a while, once', async () => {
  const store = temporaryFolder();
  const run = await openRun(store, trainingRequest());
  const { index, ended } = indexOf(store);
  await index.ready;
  const file = path.join(run.folder, 'process.json');
  const mark = JSON.parse(fs.readFileSync(file, 'utf8')) as { pid: number };
  // No process has it.
  fs.writeFileSync(file, JSON.stringify({ ...mark, pid: 2 ** 22 + 1 }));
  await until(() => index.active.length === 0);
  expect(ended).toEqual([]);
  await until(() => ended.length > 0);
  await index.refresh();
  expect(ended).toEqual([`${run.id} dead`]);
  run.end();
  await index.refresh();
  expect(ended).toHaveLength(1);
  index.close();
});

it('does not look again while nothing goes on and nobody holds it', async () => {
  const store = temporaryFolder();
  await finished(store);
  const { index } = indexOf(store);
  await index.ready;
  const looked = vi.spyOn(fs, 'statSync');
  await pause(200);
  expect(looked.mock.calls.filter(([file]) => String(file).startsWith(store))).toEqual([]);
  index.close();
});

it('tells who watches a run at once, at changes, and at its end, which is the last', async () => {
  const store = temporaryFolder();
  const run = await openRun(store, trainingRequest());
  const { index } = indexOf(store);
  const told: Run[] = [];
  index.watch(run.folder, {}, now => told.push(now));
  const closed = index.watch(run.folder, {}, () => expect.fail('it was closed'));
  closed.close();
  await until(() => told.length === 1);
  trainSteps(run.writer, 1, 3);
  run.writer.status({
    ...{ state: 'running', phase: 'training', step: 3, steps: 9, epoch: 0, epochs: 1 },
    ...{ secondsElapsed: 1, secondsLeft: 2, metrics: {} },
  });
  run.writer.flush();
  await until(() => told.at(-1)?.status?.step === 3);
  run.end();
  await until(() => told.at(-1)?.life === 'ended');
  const count = told.length;
  await index.refresh();
  expect(told).toHaveLength(count);
  index.close();
});

it('says to who watches a run that it went, or that it never was', async () => {
  const store = temporaryFolder();
  const run = await openRun(store, trainingRequest());
  const { index } = indexOf(store);
  const problems: string[] = [];
  const onProblem = ({ code }: { code: string }) => void problems.push(code);
  index.watch(path.join(store, 'runs', 'none'), { onProblem }, () =>
    expect.fail('it is not there'),
  );
  await until(() => problems.length === 1);
  index.watch(run.folder, { onProblem }, () => undefined);
  await index.refresh();
  expect(problems).toEqual(['run.none']);
  fs.rmSync(run.folder, { recursive: true });
  await until(() => problems.length === 2);
  expect(problems[1]).toBe('run.none');
  index.close();
});

it('opens the files of a live run no more often for many who want to know', async () => {
  const store = temporaryFolder();
  const run = await openRun(store, trainingRequest());
  trainSteps(run.writer, 1, 3);
  run.writer.flush();
  const { index } = indexOf(store);
  await index.ready;
  const looks = async () => {
    const opened = vi.spyOn(fs, 'openSync');
    await pause(600);
    const files = opened.mock.calls.map(([file]) => path.basename(String(file)));
    opened.mockRestore();
    // Each look is one at process.json; the tables are read where something came only.
    return files.filter(file => file === 'process.json').length;
  };
  const alone = await looks();
  const held = [index.hold(), index.hold()];
  const data = createRunData({ stores: () => [store], runs: index });
  for (let i = 0; i < 5; i++) {
    index.watch(run.folder, {}, () => undefined);
    data.subscribe({ kind: 'trained', run: run.id, blocks: null }, () => undefined);
  }
  await pause(100);
  const many = await looks();
  expect(alone).toBeGreaterThan(3);
  // Twice as many would be a second poller.
  expect(many).toBeLessThan(1.6 * alone + 2);
  held.forEach(hold => hold.close());
  data.close();
  run.end();
  index.close();
});
