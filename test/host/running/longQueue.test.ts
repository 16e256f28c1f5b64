import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRunIndex } from '../../../src/host/data/index.ts';
import { dequeue, enqueue, mostWatched, moveInQueue } from '../../../src/runs/queue/index.ts';
import { createRun, writeEnding } from '../../../src/store/index.ts';
import { someRequest, temporaryFolder } from '../../support/runFolder.ts';

// What this user queued is remembered there.
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const queued = 300;
/** Runs that may be looked into in a second: those in front, and a few in turn at each of four looks. */
const mostASecond = mostWatched + 4 * 4;

/** A store in which this many runs wait, in this order. */
async function longQueue(): Promise<{ store: string; ids: readonly string[] }> {
  const store = path.join(temporaryFolder(), '.residual-lab');
  const first = await createRun(store, someRequest());
  const id = path.basename(first);
  const ids = Array.from({ length: queued }, (_, i) => `${id}-${String(i).padStart(4, '0')}`);
  for (const other of ids) {
    const folder = path.join(store, 'runs', other);
    fs.cpSync(first, folder, { recursive: true });
    const file = path.join(folder, 'run.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(id, other));
  }
  fs.rmSync(first, { recursive: true });
  enqueue(
    store,
    ids.map(run => ({ run, after: [] })),
  );
  return { store, ids };
}

interface Opened {
  readonly runs: Set<string>;
  /** Of the queue. */
  readonly entries: number;
  /** For which it was looked, rounded up. */
  readonly seconds: number;
}

/** The runs of which a file was opened for so long, or longer: until all of these were. */
async function openedIn(seconds: number, awaited: readonly string[]): Promise<Opened> {
  const began = performance.now();
  const opened = vi.spyOn(fs, 'openSync');
  const files = () => opened.mock.calls.map(([file]) => String(file));
  const runs = () =>
    new Set(
      files().flatMap(file => /\/runs\/([^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1] ?? []),
    );
  await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  await until(() => awaited.every(id => runs().has(id)));
  const entries = files().filter(file => path.basename(path.dirname(file)) === 'queue').length;
  const found = { runs: runs(), entries, seconds: Math.ceil((performance.now() - began) / 1000) };
  opened.mockRestore();
  return found;
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise(resolve => setTimeout(resolve, 50));
}

async function settle(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 3000));
}

it('an index that nobody holds opens files of only the first of a long queue, and of a few others in turn', async () => {
  const { store, ids } = await longQueue();
  const index = createRunIndex({ stores: () => [store] });
  const ended: string[] = [];
  index.onDidEnd(run => void ended.push(run.id));
  try {
    await until(() => index.active.length === queued);
    await settle();
    const { runs, seconds } = await openedIn(3, ids.slice(0, mostWatched));
    expect(runs.size).toBeLessThanOrEqual(seconds * mostASecond);

    // One far behind is taken out, as by another window or a terminal.
    const far = ids[200] ?? '';
    writeEnding(path.join(store, 'runs', far), { ending: 'stopped', step: 0 });
    dequeue(store, far);
    await until(() => ended.includes(far));
    expect(index.active.length).toBe(queued - 1);

    // Once the first have ended, those behind them are watched.
    for (const id of ids.slice(0, 100)) {
      writeEnding(path.join(store, 'runs', id), { ending: 'stopped', step: 0 });
      dequeue(store, id);
    }
    await until(() => ended.length === 101);
    await settle();
    await openedIn(1, ids.slice(100, 100 + mostWatched));
  } finally {
    index.close();
  }
});

it('a list opens files of only the first of a long queue, and reads the queue when that changes', async () => {
  const { store, ids } = await longQueue();
  const index = createRunIndex({ stores: () => [store] });
  const held = index.hold();
  const aheadOf = (id: string) => index.find(id)?.ahead;
  try {
    await until(() => aheadOf(ids.at(-1) ?? '') === queued - 1);
    await settle();
    await settle();
    const { runs, entries, seconds } = await openedIn(3, ids.slice(0, mostWatched));
    expect(runs.size).toBeLessThanOrEqual(seconds * mostASecond);
    expect(entries).toBe(0);

    const far = ids[250] ?? '';
    moveInQueue(store, far, 0);
    await until(() => aheadOf(far) === 0 && aheadOf(ids[0] ?? '') === 1);
    await openedIn(1, [far]);

    const other = ids[200] ?? '';
    writeEnding(path.join(store, 'runs', other), { ending: 'stopped', step: 0 });
    dequeue(store, other);
    await until(() => index.find(other)?.run.life === 'ended');
  } finally {
    held.close();
    index.close();
  }
});
