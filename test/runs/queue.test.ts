import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  enqueue,
  isDrained,
  moveInQueue,
  ownersOf,
  readQueue,
  takeDevice,
  takeOver,
} from '../../src/runs/queue/index.ts';
import { startDrainer, stopRun } from '../../src/runs/index.ts';
import { createRun, readRun, type NewRun, type Run } from '../../src/store/index.ts';
import { identify } from '../../src/system/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { fromRun, someRequest, temporaryFolder } from '../support/runFolder.ts';

let cliScript: string;
const drainers: ChildProcess[] = [];
const stores: string[] = [];

beforeAll(async () => {
  cliScript = await bundleProgram('src/cli/main.ts', 'queue/cli');
  await bundleProgram('test/fixtures/fakeEngine.ts', 'queue/engine');
});
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => {
  vi.unstubAllEnvs();
  for (const drainer of drainers.splice(0)) drainer.kill('SIGKILL');
  for (const store of stores.splice(0))
    for (const run of runsOf(store)) {
      const pid = run.process?.pid ?? 0;
      if (run.life === 'alive' && identify(pid) !== null) process.kill(pid, 'SIGKILL');
    }
});

/** What this user queued is remembered there. */
function userCache(): string {
  return process.env['RESIDUAL_LAB_CACHE'] ?? '';
}

function newStore(): string {
  const store = path.join(temporaryFolder(), '.residual-lab');
  stores.push(store);
  return store;
}

function runsOf(store: string): Run[] {
  const folder = path.join(store, 'runs');
  return fs.existsSync(folder)
    ? fs.readdirSync(folder).map(id => readRun(path.join(folder, id)))
    : [];
}

/** Puts a run of a cell at the end of the queue; the cell's name says what the engine does. */
async function queued(
  store: string,
  cell: string,
  after: string[] = [],
  fields: Partial<NewRun> = {},
) {
  const request = someRequest({ cell: { name: cell, text: '', digest: cell }, ...fields });
  const folder = await createRun(store, request);
  enqueue(store, [{ run: path.basename(folder), after }]);
  return { folder, id: path.basename(folder) };
}

function drain(store: string, cache: string, args: readonly string[] = []): ChildProcess {
  const drainer = spawn(process.execPath, [cliScript, 'queue', 'drain', '--runs', store, ...args], {
    env: { ...process.env, RESIDUAL_LAB_CACHE: cache },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  drainers.push(drainer);
  return drainer;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

async function untilAlive(folder: string): Promise<void> {
  await until(() => readRun(folder).life === 'alive' && readRun(folder).status !== null);
}

/** From when to when a process had the run. */
function span(folder: string): [number, number] {
  const { process: owner, ending } = readRun(folder);
  return [Date.parse(owner?.started ?? ''), Date.parse(ending?.time ?? '')];
}

function endingOf(folder: string): string | undefined {
  return readRun(folder).ending?.ending;
}

describe('draining the queue', () => {
  it('runs one after the other, in the order that was set last', async () => {
    const store = newStore();
    const runs = [await queued(store, 'a'), await queued(store, 'b'), await queued(store, 'c')];
    moveInQueue(store, runs[2]?.id ?? '', 0);
    await once(drain(store, userCache()), 'exit');
    const [a = [0, 0], b = [0, 0], c = [0, 0]] = runs.map(run => span(run.folder));
    expect(c[1]).toBeLessThanOrEqual(a[0]);
    expect(a[1]).toBeLessThanOrEqual(b[0]);
    expect(runs.map(run => endingOf(run.folder))).toEqual(['finished', 'finished', 'finished']);
    expect(readQueue(store)).toEqual([]);
  });

  it('goes on after the window that started it, and two of them never share a device', async () => {
    const cache = userCache();
    const [one, two] = [newStore(), newStore()];
    const runs = [await queued(one, 'a'), await queued(two, 'b'), await queued(one, 'c')];
    const env = { RESIDUAL_LAB_CACHE: cache };
    for (const store of [one, two, one]) await startDrainer({ store, cliScript, env });
    await until(() => runs.every(run => endingOf(run.folder) === 'finished'));
    const spans = runs.map(run => span(run.folder)).sort(([a], [b]) => a - b);
    for (const [i, [begin]] of spans.entries())
      expect(begin).toBeGreaterThanOrEqual(spans[i - 1]?.[1] ?? 0);
    await until(() => !isDrained(one) && !isDrained(two));
  });

  it('waits for a run that was started in a terminal', async () => {
    const [store, cache] = [newStore(), userCache()];
    const { folder } = await queued(store, 'a');
    const turn = takeDevice({ RESIDUAL_LAB_CACHE: cache });
    const drainer = drain(store, cache);
    await until(() => isDrained(store));
    await sleep(1200);
    expect(readRun(folder).life).toBe('waiting');
    turn.lock?.release();
    await once(drainer, 'exit');
    expect(endingOf(folder)).toBe('finished');
  });

  it('leaves nothing behind and goes on after kill -9', async () => {
    const [store, cache] = [newStore(), userCache()];
    const [first, second] = [await queued(store, 'slow'), await queued(store, 'b')];
    const drainer = drain(store, cache);
    await untilAlive(first.folder);
    drainer.kill('SIGKILL');
    await once(drainer, 'exit');
    expect(isDrained(store)).toBe(false);
    const next = drain(store, cache);
    await until(() => isDrained(store));
    // The engine of the first one lives on, and keeps the device.
    await sleep(1000);
    expect([readRun(first.folder).life, readRun(second.folder).life]).toEqual(['alive', 'waiting']);
    await stopRun(first.folder);
    await once(next, 'exit');
    expect([endingOf(first.folder), endingOf(second.folder)]).toEqual(['stopped', 'finished']);
  });

  it('runs as many at a time as was set', async () => {
    const store = newStore();
    const runs = [await queued(store, 'slow 1'), await queued(store, 'slow 2')];
    const drainer = drain(store, userCache(), ['--per-device', '2']);
    for (const { folder } of runs) await untilAlive(folder);
    expect(runs.map(({ folder }) => readRun(folder).life)).toEqual(['alive', 'alive']);
    for (const { folder } of runs) await stopRun(folder);
    await once(drainer, 'exit');
  });
});

describe('a training that crashes', () => {
  it('goes on by itself once where it was asked to, and its studies are of that', async () => {
    const store = newStore();
    const first = await queued(store, 'killed once', [], { retry: 'once' });
    const study = await queued(store, 'norms of it', [first.id], {
      kind: 'norms',
      ...fromRun(first.id, null, 'study'),
    });
    await once(drain(store, userCache()), 'exit');
    const second = runsOf(store).find(run => run.request.parents[0]?.run === first.id);
    expect(second?.request).toMatchObject({ kind: 'train', retry: 'used', parents: [{ step: 5 }] });
    expect([endingOf(first.folder), second?.ending?.ending]).toEqual(['crashed', 'finished']);
    expect(readRun(study.folder).request.parents[0]?.run).toBe(second?.id);
    expect(endingOf(study.folder)).toBe('finished');
  });

  it('is started from, with the weights of its end, by what waits for those', async () => {
    const store = newStore();
    const first = await queued(store, 'killed once', [], { retry: 'once' });
    const [fine, other] = [
      await queued(store, 'fine', [first.id], fromRun(first.id, null, 'weights')),
      await queued(store, 'other'),
    ];
    moveInQueue(store, fine.id, 0);
    await once(drain(store, userCache()), 'exit');
    const second = runsOf(store).find(run => run.request.retry === 'used');
    expect(second?.request.parents).toEqual([{ run: first.id, step: 5, role: 'resume' }]);
    const parents = [{ run: second?.id, step: null, role: 'weights' }];
    expect(readRun(fine.folder).request.parents).toEqual(parents);
    expect([first, fine, other].map(({ folder }) => endingOf(folder))).toEqual([
      'crashed',
      'finished',
      'finished',
    ]);
    const trained = second?.folder ?? '';
    expect(span(fine.folder)[0]).toBeGreaterThanOrEqual(span(trained)[1]);
  });

  it('twice leaves what waits for its weights refused, and says why', async () => {
    const store = newStore();
    const first = await queued(store, 'killed always', [], { retry: 'once' });
    const fine = await queued(store, 'fine', [first.id], fromRun(first.id, null, 'weights'));
    await once(drain(store, userCache()), 'exit');
    const second = runsOf(store).find(run => run.request.retry === 'used');
    expect(second?.ending?.ending).toBe('crashed');
    const { ending, request } = readRun(fine.folder);
    expect(request.parents).toMatchObject([{ run: second?.id, role: 'weights' }]);
    expect(ending).toMatchObject({ ending: 'refused', code: 'run.parent' });
    const why = `The training ${second?.id ?? ''}, which it starts from, has not come to its end`;
    expect(ending).toMatchObject({ message: expect.stringContaining(why) as string });
  });

  it.each([
    ['once and no more', 'killed always', { retry: 'once' as const }, 2],
    ['not at all unless it was asked to', 'killed once', {}, 1],
    ['not at all without a checkpoint', 'crashes', { retry: 'once' as const }, 1],
  ])('goes on %s', async (_, cell, fields, runs) => {
    const store = newStore();
    await queued(store, cell, [], fields);
    await once(drain(store, userCache()), 'exit');
    expect(runsOf(store).map(run => run.ending?.ending)).toEqual(Array(runs).fill('crashed'));
  });
});

describe('studies in the queue', () => {
  it('wait for their training, whatever the order', async () => {
    const store = newStore();
    const training = await queued(store, 'a');
    const study = await queued(store, 'norms of a', [training.id], {
      kind: 'norms',
      ...fromRun(training.id, null, 'study'),
    });
    moveInQueue(store, study.id, 0);
    await once(drain(store, userCache()), 'exit');
    expect(endingOf(study.folder)).toBe('finished');
    expect(span(study.folder)[0]).toBeGreaterThanOrEqual(span(training.folder)[1]);
  });

  it('are refused in words where their training left nothing', async () => {
    const store = newStore();
    const training = await queued(store, 'crashes');
    const study = await queued(store, 'norms', [training.id], { kind: 'norms' });
    await once(drain(store, userCache()), 'exit');
    expect(readRun(study.folder).ending).toMatchObject({
      ending: 'refused',
      message: expect.stringMatching(
        /left nothing to study: crashed: .*exited with code 3/,
      ) as string,
    });
  });

  it('a training that starts from one that left no last weights is refused in words, too', async () => {
    const store = newStore();
    const training = await queued(store, 'crashes');
    const next = await queued(store, 'a', [training.id], fromRun(training.id, null, 'weights'));
    await once(drain(store, userCache()), 'exit');
    expect(readRun(next.folder).ending).toMatchObject({
      ending: 'refused',
      message: expect.stringMatching(
        /which it starts from, has not come to its end: crashed/,
      ) as string,
    });
  });
});

describe('a run that waits', () => {
  it('ends as stopped when it is stopped, with or without somebody who drains', async () => {
    const store = newStore();
    const [first, alone] = [await queued(store, 'slow'), await queued(store, 'b')];
    const stopped = await stopRun(alone.folder);
    expect(stopped.ending).toMatchObject({ ending: 'stopped', step: 0 });
    expect(readQueue(store).map(entry => entry.run)).toEqual([first.id]);
    const asked = await queued(store, 'c');
    fs.writeFileSync(path.join(asked.folder, 'stop'), '');
    const drainer = drain(store, userCache());
    await until(() => endingOf(asked.folder) !== undefined);
    expect(endingOf(asked.folder)).toBe('stopped');
    await untilAlive(first.folder);
    await stopRun(first.folder);
    await once(drainer, 'exit');
  });

  it('is forgotten where its folder was deleted; what is no entry is passed over', async () => {
    const store = newStore();
    const gone = await queued(store, 'a');
    fs.rmSync(gone.folder, { recursive: true });
    fs.writeFileSync(path.join(store, 'queue', 'x.json'), '{"format":1,"run":"../../etc"}');
    fs.writeFileSync(path.join(store, 'queue', 'y.json'), 'torn');
    const last = await queued(store, 'b');
    await once(drain(store, userCache()), 'exit');
    expect(endingOf(last.folder)).toBe('finished');
    expect(readQueue(store)).toEqual([]);
  });
});

describe('runs that somebody else queued', () => {
  /** As a clone brings them: the store is there, and no cache knows of it. */
  async function cloned(cell = 'quick') {
    const store = newStore();
    const entry = await queued(store, cell);
    fs.rmSync(userCache(), { recursive: true });
    fs.mkdirSync(userCache());
    return { store, ...entry };
  }

  it('wait while those of this user run, and are named', async () => {
    const { store, id } = await cloned();
    const mine = await queued(store, 'quick');
    const drainer = spawn(process.execPath, [cliScript, 'queue', 'drain', '--runs', store], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    drainer.stderr.on('data', (text: Buffer) => said.push(String(text)));
    // Not 'exit': what it said may come later.
    await once(drainer, 'close');
    expect(readRun(mine.folder).ending?.ending).toBe('finished');
    expect(readQueue(store).map(entry => entry.run)).toEqual([id]);
    expect(said.join('')).toContain(`Not run: 1 run that you did not queue here: ${id}`);
  });

  it('run when they are asked for, and are then this user’s', async () => {
    const { store, folder } = await cloned();
    const drainer = drain(store, userCache(), ['--all']);
    await once(drainer, 'exit');
    expect(readRun(folder).ending?.ending).toBe('finished');
    expect(
      fs.readdirSync(userCache()).flatMap(n => fs.readdirSync(path.join(userCache(), n))),
    ).not.toContain(path.basename(folder));
  });

  it('are no longer what was taken over once their run.json is another', async () => {
    const { store, folder } = await cloned();
    expect(takeOver(store, ownersOf(store).others)).toEqual([]);
    expect(ownersOf(store).own).toHaveLength(1);
    fs.appendFileSync(path.join(folder, 'run.json'), ' ');
    expect(ownersOf(store).others).toHaveLength(1);
  });

  it('are those whose token in the cache has another owner, and asking writes nothing there', async ctx => {
    if (process.geteuid?.() !== 0) return ctx.skip('only root gives files away');
    const { store, id } = await cloned();
    expect(takeOver(store, ownersOf(store).others)).toEqual([]);
    const [name = ''] = fs.readdirSync(userCache());
    const tokens = path.join(userCache(), name);
    fs.chownSync(path.join(tokens, id), 12345, 12345);
    // A file that is made and removed again would show in it, also within one tick of the disk's clock.
    fs.utimesSync(tokens, 1, 1);
    const changed = () => fs.statSync(tokens, { bigint: true }).mtimeNs;
    const before = changed();
    expect(ownersOf(store).others).toHaveLength(1);
    expect(changed()).toBe(before);
  });

  it.runIf(process.platform !== 'win32')('are kept from others’ eyes and hands', async () => {
    const umask = process.umask(0);
    try {
      const { store } = await cloned();
      takeOver(store, ownersOf(store).others);
    } finally {
      process.umask(umask);
    }
    const modes = fs
      .readdirSync(userCache())
      .map(name => fs.statSync(path.join(userCache(), name)).mode & 0o777);
    expect(modes).toEqual([0o700]);
  });

  it('do not keep a study of this user waiting for ever', async () => {
    const { store, id } = await cloned();
    const study = await queued(store, 'quick', [id]);
    await once(drain(store, userCache()), 'exit');
    expect(readRun(study.folder).ending).toMatchObject({ ending: 'refused', code: 'run.parent' });
  });
});
