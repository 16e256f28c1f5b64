import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeBatch, encodeSchema } from '../../src/record/tables/index.ts';
import type { RunProcess, RunRequest } from '../../src/record/index.ts';
import {
  createRun,
  describeProcess,
  findStore,
  listRuns,
  readRun,
  watchRun,
  writeEnding,
  type Run,
} from '../../src/store/index.ts';
import { identify } from '../../src/system/index.ts';
import { openTable, settleRun } from '../../src/store/tables/index.ts';
import { clockSchema } from '../support/clockSchema.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };
const newRun = () => createRun(temporaryFolder(), someRequest());

/** A run of a process like this one, but for these fields, with a torn table. */
async function runOf(fields: Partial<RunProcess>): Promise<string> {
  const folder = await newRun();
  const owner = { ...describeProcess(engine, folder), ...fields };
  fs.writeFileSync(path.join(folder, 'process.json'), JSON.stringify(owner));
  const batch = encodeBatch(clockSchema, [{ step: 1, time: 1 }]);
  const torn = [encodeSchema(clockSchema), batch, batch.subarray(0, 100)];
  fs.writeFileSync(path.join(folder, 'clock.arrows'), Buffer.concat(torn));
  return folder;
}

const snapshot = (folder: string) =>
  fs.readdirSync(folder).map(n => [n, fs.statSync(path.join(folder, n)).size]);

describe('a new run', () => {
  it('is named by time, cell and chance, in a store that git ignores', async () => {
    const store = path.join(temporaryFolder(), '.residual-lab');
    const cell = { name: '  Größe / Tiefe: 3x ', text: '', digest: '' };
    const folder = await createRun(store, someRequest({ cell }));
    expect(path.basename(folder)).toMatch(/^\d{8}-\d{6}-gro-e-tiefe-3x-[0-9a-f]{4}$/);
    expect(fs.readFileSync(path.join(store, '.gitignore'), 'utf8')).toBe('*\n');
    const run = readRun(folder);
    expect(run).toMatchObject({
      life: 'waiting',
      problems: [],
      request: { variant: { seed: 1 }, cell },
    });
    expect(run.id).toBe(run.request.id);
  });

  it('gets a folder of its own, however many begin at once', async () => {
    const store = temporaryFolder();
    const folders = await Promise.all(
      Array.from({ length: 300 }, () => createRun(store, someRequest())),
    );
    expect(new Set(folders).size).toBe(300);
  });
});

describe('the store of a notebook', () => {
  it('is the nearest at or above it, else in the root, else beside it', () => {
    const root = temporaryFolder();
    const deep = path.join(root, 'a', 'b');
    fs.mkdirSync(deep, { recursive: true });
    const notebook = path.join(deep, 'x.resnet.yaml');
    expect(findStore(notebook)).toBe(path.join(deep, '.residual-lab'));
    expect(findStore(notebook, root)).toBe(path.join(root, '.residual-lab'));
    fs.mkdirSync(path.join(root, '.residual-lab'));
    expect(findStore(notebook)).toBe(path.join(root, '.residual-lab'));
    fs.mkdirSync(path.join(root, 'a', '.residual-lab'));
    expect(findStore(notebook, root)).toBe(path.join(root, 'a', '.residual-lab'));
  });
});

describe('a run whose process', () => {
  it('is this one is alive and left alone', async () => {
    const folder = await runOf({});
    const before = snapshot(folder);
    expect(settleRun(folder).life).toBe('alive');
    expect(snapshot(folder)).toEqual(before);
  });

  it.each([
    ['has a pid that nobody has', { pid: 2 ** 22 + 1 }],
    ['had the pid of another that began later', { startTime: '1' }],
  ])('%s is settled', async (_, fields) => {
    const folder = await runOf(fields);
    expect(readRun(folder).life).toBe('dead');
    const run = settleRun(folder);
    expect(run).toMatchObject({ life: 'ended', ending: { ending: 'crashed', exitCode: null } });
    const cursor = openTable(folder, 'clock');
    expect(cursor.read().rows).toBe(1);
    expect(cursor.ended).toBe(true);
    const before = snapshot(folder);
    expect(settleRun(folder)).toEqual(run);
    expect(snapshot(folder)).toEqual(before);
  });

  it('ended just before it went keeps that ending', async () => {
    const folder = await runOf({ pid: 2 ** 22 + 1 });
    writeEnding(folder, { ending: 'finished' });
    expect(settleRun(folder).ending?.ending).toBe('finished');
  });
});

it.skipIf(process.platform !== 'linux')(
  'the start time of a process is field 22 of its stat file (Linux only)',
  () => {
    const ticks = Number(identify(process.pid)?.startTime);
    const uptime = Number(fs.readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    expect(uptime - ticks / 100).toBeCloseTo(process.uptime(), -0.5);
    expect(identify(process.pid)?.command).toContain('node');
  },
);

describe('a hostile run folder', () => {
  it('does not lead to the files of others', async () => {
    const folder = await runOf({ pid: 2 ** 22 + 1 });
    const elsewhere = path.join(temporaryFolder(), 'mine');
    fs.writeFileSync(elsewhere, fs.readFileSync(path.join(folder, 'clock.arrows')));
    const before = fs.readFileSync(elsewhere);
    fs.symlinkSync(elsewhere, path.join(folder, 'linked.arrows'));
    fs.linkSync(elsewhere, path.join(folder, 'hard.arrows'));
    settleRun(folder);
    expect(fs.readFileSync(elsewhere)).toEqual(before);
  });

  it('with folders in the place of files, or huge ones, is read', async () => {
    const folder = await newRun();
    fs.mkdirSync(path.join(folder, 'status.json'));
    fs.writeFileSync(path.join(folder, 'process.json'), '');
    fs.truncateSync(path.join(folder, 'process.json'), 2 ** 33);
    fs.writeFileSync(path.join(folder, 'end.json'), '{"ending": "finished"}');
    const run = readRun(folder);
    expect(run).toMatchObject({ process: null, status: null, ending: null, life: 'alive' });
    expect(run.why).toContain('process.json cannot be understood');
    expect(run.problems).toHaveLength(1);
  });

  it('spoils no list', async () => {
    const store = temporaryFolder();
    const good = await createRun(store, someRequest());
    const bad = await createRun(store, someRequest());
    fs.writeFileSync(path.join(bad, 'run.json'), '{"id": "../../x"}');
    fs.mkdirSync(path.join(store, 'runs', '20260101-000000-unfinished-0000'));
    fs.mkdirSync(path.join(store, 'runs', 'notes'));
    const { runs, problems } = await listRuns(store);
    expect(runs.map(r => r.folder)).toEqual([good]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(bad);
  });
});

it('a store of 1,500 runs is listed whole', async () => {
  const store = temporaryFolder();
  const first = await createRun(store, someRequest());
  const request = JSON.parse(fs.readFileSync(path.join(first, 'run.json'), 'utf8')) as RunRequest;
  const owner = JSON.stringify(describeProcess(engine, first));
  const status = JSON.stringify({ format: 1, time: request.created, state: 'running', phase: 'x' });
  const ending = JSON.stringify({ format: 1, time: request.created, ending: 'finished' });
  for (let seed = 0; seed < 1500; seed++) {
    const id = `20260101-000000-run-${seed}`;
    const folder = path.join(store, 'runs', id);
    fs.mkdirSync(folder);
    fs.writeFileSync(
      path.join(folder, 'run.json'),
      JSON.stringify({ ...request, id, variant: { seed } }),
    );
    fs.writeFileSync(path.join(folder, 'process.json'), owner);
    fs.writeFileSync(path.join(folder, 'status.json'), status);
    if (seed % 10 > 0) fs.writeFileSync(path.join(folder, 'end.json'), ending);
  }
  const began = performance.now();
  const before = process.cpuUsage();
  const { runs } = await listRuns(store);
  const cpu = process.cpuUsage(before);
  const computing = Math.round((cpu.user + cpu.system) / 1000);
  console.log(
    `1,500 runs listed in ${Math.round(performance.now() - began)} ms, ${computing} ms of them computing`,
  );
  expect(new Set(runs.slice(0, -1).map(r => r.request.variant.seed)).size).toBe(1500);
  expect(runs.filter(r => r.life === 'alive')).toHaveLength(150);
  expect((await listRuns(path.join(store, 'none'))).runs).toEqual([]);
});

it('a watch tells the beginning, changes and the end, and then is over', async () => {
  const folder = await newRun();
  const seen: Run[] = [];
  const over = new Promise<void>(resolve => {
    watchRun(folder, { intervalMs: 10 }, run => {
      seen.push(run);
      if (run.life === 'waiting') {
        const owner = describeProcess(engine, folder);
        fs.writeFileSync(path.join(folder, 'process.json'), JSON.stringify(owner));
      }
      if (run.life === 'alive') writeEnding(folder, { ending: 'finished' });
      if (run.life === 'ended') resolve();
    });
  });
  await over;
  expect(seen.map(r => r.life)).toEqual(['waiting', 'alive', 'ended']);
  await new Promise<void>(resolve => {
    const missing = path.join(folder, 'none');
    watchRun(
      missing,
      { intervalMs: 10, onProblem: p => (expect(p.code).toBe('run.none'), resolve()) },
      () => {
        throw new Error('there is no run to tell of');
      },
    );
  });
});
