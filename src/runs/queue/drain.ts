import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { describeRun, lastHeardOf, type QueueEntry } from '../../record/index.ts';
import { createRun, readRun, writeEnding, type Run } from '../../store/index.ts';
import { settleRun } from '../../store/tables/index.ts';
import { deviceNames, findGpus, type Gpus } from '../../system/index.ts';
import { isFinished, isUsable } from '../newRuns.ts';
import { retryRequest } from '../retryRequest.ts';
import { startFolder, type StartedRun } from '../startRun.ts';
import { takeDevices } from './deviceTurn.ts';
import { dequeue, ownersOf, queueFolder, readQueue } from './entries.ts';
import { isOwnEntry } from './own.ts';
import { replaceInQueue } from './replace.ts';
import { drainLock } from './isDrained.ts';
import { heldLocks, takeLock, type Lock } from './lock.ts';

export interface DrainOptions {
  readonly store: string;
  readonly engineScript: string;
  readonly node?: string;
  /** Added to the clean environment of each engine. */
  readonly env?: Readonly<Record<string, string>>;
  /** What CUDA_VISIBLE_DEVICES is for each run at a time, e.g. `['0', '1']`; null: left as it is; default: `[null]`. */
  readonly devices?: readonly (string | null)[];
  /** Runs at a time on one device; 1 by default. */
  readonly perDevice?: number;
  /** What the machine has; asked once by default. */
  readonly gpus?: Gpus;
  /** See `deviceLockFolder`. */
  readonly locks: string;
  /** Says where the cache is that knows what this user queued; that of this process by default. */
  readonly cacheEnv?: NodeJS.ProcessEnv;
  /** Milliseconds between looks; 500 by default. */
  readonly pollMs?: number;
  /** Told what happens, a sentence each. */
  readonly onEvent?: (text: string) => void;
  /** Starts nothing more; what runs goes on. */
  readonly signal?: AbortSignal;
}

/**
 * Runs what this user queued in a store, until nothing of it waits and what it started has ended. Returns
 * false at once where another process does so already. Killed at any moment it loses nothing: a run
 * leaves the queue only when its engine has taken it, and engines go on alone.
 */
export async function drainQueue(options: DrainOptions): Promise<boolean> {
  const folder = queueFolder(options.store);
  const name = drainLock();
  for (let first = true; ; first = false) {
    const lock = takeLock(folder, name);
    if (lock === null) return !first;
    try {
      await new Drain(options).toTheEnd();
    } finally {
      lock.release();
    }
    // Whoever added a run while we were ending found us still here, and left it to us.
    if (
      options.signal?.aborted === true ||
      ownersOf(options.store, options.cacheEnv).own.length === 0
    )
      return true;
  }
}

class Drain {
  readonly #options: DrainOptions;
  readonly #own = new Set<string>();
  /** The runs that it started and whose end it has still to see to. */
  readonly #running = new Set<string>();
  readonly #gpus: Gpus;
  #wake: () => void = () => undefined;

  constructor(options: DrainOptions) {
    this.#options = options;
    this.#gpus = options.gpus ?? findGpus();
  }

  async toTheEnd(): Promise<void> {
    const { signal } = this.#options;
    const stop = () => this.#wake();
    signal?.addEventListener('abort', stop);
    for (;;) {
      const ready: QueueEntry[] = [];
      for (const entry of this.#waiting()) if (await this.#isReady(entry)) ready.push(entry);
      if (signal?.aborted !== true) await this.#startSome(ready);
      const waits = signal?.aborted !== true && this.#waiting().length > 0;
      if (!waits && this.#running.size === 0) break;
      await this.#pause();
    }
    signal?.removeEventListener('abort', stop);
  }

  #waiting(): readonly QueueEntry[] {
    const { store, cacheEnv } = this.#options;
    // Asked once of each: a queue of thousands is looked at twice a second.
    const entries = readQueue(store);
    for (const { run } of entries)
      if (!this.#own.has(run) && isOwnEntry(store, run, cacheEnv)) this.#own.add(run);
    return entries.filter(({ run }) => this.#own.has(run));
  }

  /** Takes out what need not run any more, and what cannot. */
  async #isReady(entry: QueueEntry): Promise<boolean> {
    const { store } = this.#options;
    // Who started it sees its end, and whether it goes on.
    if (this.#running.has(entry.run)) return false;
    const run = readQuietly(store, entry.run);
    if (run === null || run.life !== 'waiting') {
      // It was on when the machine went down, or the queue's own process.
      if (run?.life === 'dead') await this.#retry(entry, settleRun(run.folder));
      dequeue(store, entry.run, this.#options.cacheEnv);
      return false;
    }
    if (fs.existsSync(path.join(run.folder, 'stop'))) {
      writeEnding(run.folder, { ending: 'stopped', step: 0 });
      dequeue(store, entry.run, this.#options.cacheEnv);
      this.#tell(`${entry.run}: taken out of the queue, as asked`);
      return false;
    }
    const needs = entry.after.map(id => this.#need(id, useOf(run, id)));
    const lacking = needs.find(need => typeof need === 'string');
    if (lacking === undefined) return needs.every(need => need);
    // What it is of may have gone on as another run since the queue was read.
    const now = readQueue(store).find(({ run: id }) => id === entry.run);
    if (now?.after.join() !== entry.after.join()) return false;
    writeEnding(run.folder, { ending: 'refused', message: lacking, code: 'run.parent' });
    dequeue(store, entry.run, this.#options.cacheEnv);
    this.#tell(`${entry.run}: ${lacking}`);
    return false;
  }

  /** True: it has come to its end and can be used; false: not yet; text: it never will. */
  #need(id: string, { relation, isFit, lack }: Use): boolean | string {
    if (this.#running.has(id)) return false;
    const run = readQuietly(this.#options.store, id);
    if (run === null) return `The training ${id}, ${relation}, is gone. Run that again first.`;
    const now = run.life === 'dead' ? settleRun(run.folder) : run;
    if (now.life === 'unknown')
      return `Whether the training ${id}, ${relation}, still runs is not known here: ${lastHeardOf(now)}. If it does not, \`reslab stop ${id} --lost\` says so; then resume it, and run this again.`;
    const { others } = ownersOf(this.#options.store, this.#options.cacheEnv);
    if (now.life === 'waiting' && others.some(entry => entry.run === id))
      return `The training ${id}, ${relation}, was queued by somebody else. Take that over first (reslab queue drain --all), or run it yourself.`;
    if (now.life === 'alive' || now.life === 'waiting') return false;
    return isFit(now)
      ? true
      : `The training ${id}, ${relation}, ${lack}: ${describeRun(now)}. Run that again first.`;
  }

  async #startSome(ready: readonly QueueEntry[]): Promise<void> {
    // Where nothing is free for one, nothing is for those behind it.
    for (const entry of ready) if (!(await this.#start(entry))) return;
  }

  /** False where no device is free. */
  async #start(entry: QueueEntry): Promise<boolean> {
    const { store, devices = [null], locks, engineScript, node, env } = this.#options;
    const folder = path.join(store, 'runs', entry.run);
    const others = [...heldLocks(locks).values()].map(lock => lock.run);
    if (others.includes(folder)) return true;
    for (const device of devices) {
      const visible: Record<string, string> =
        device === null ? {} : { CUDA_VISIBLE_DEVICES: device };
      const lock = this.#take({ ...process.env, ...env, ...visible }, folder);
      if (lock === null) continue;
      this.#running.add(entry.run);
      try {
        const started = await startFolder(folder, {
          engineScript,
          node,
          env: { ...env, ...visible },
        });
        this.#follow(entry, lock, started);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        this.#tell(`${entry.run}: ${error.message}`);
        this.#end(entry, lock);
      }
      return true;
    }
    return false;
  }

  /** The locks on what an engine with this environment computes on. */
  #take(env: NodeJS.ProcessEnv, folder: string): Lock | null {
    const { locks, perDevice = 1 } = this.#options;
    const names = deviceNames(env['CUDA_VISIBLE_DEVICES'], this.#gpus);
    return takeDevices(locks, names, perDevice, folder);
  }

  #follow(entry: QueueEntry, lock: Lock, started: StartedRun): void {
    lock.describe(started.folder, started.pid);
    this.#tell(`${entry.run}: started as process ${started.pid}`);
    const ended = (text: string) => {
      this.#tell(`${entry.run}: ${text}`);
      this.#end(entry, lock);
    };
    started.exited.then(
      async run => {
        await this.#retry(entry, run);
        ended(describeRun(run));
      },
      (error: unknown) => ended(String(error)),
    );
  }

  /** Lets a crashed training go on by itself in its place of the queue, where it may; its studies wait for that. */
  async #retry(entry: QueueEntry, run: Run): Promise<void> {
    const { store, cacheEnv } = this.#options;
    const request = retryRequest(run);
    if (request === null) return;
    try {
      const id = path.basename(await createRun(store, request));
      replaceInQueue(store, entry, id, cacheEnv);
      this.#tell(`${entry.run}: crashed; goes on by itself, this once, as ${id}`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#tell(`${entry.run}: crashed, and could not go on by itself: ${error.message}`);
    }
  }

  #end(entry: QueueEntry, lock: Lock): void {
    dequeue(this.#options.store, entry.run, this.#options.cacheEnv);
    this.#running.delete(entry.run);
    lock.release();
    this.#wake();
  }

  /** Until something ended, or it is time to look again. */
  #pause(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, this.#options.pollMs ?? 500);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #tell(text: string): void {
    this.#options.onEvent?.(text);
  }
}

/** What a run wants of the training that it waits for, and how that is said. */
interface Use {
  readonly relation: string;
  readonly isFit: (run: Run) => boolean;
  readonly lack: string;
}

const ofStudy: Use = {
  relation: 'which it is of',
  isFit: isUsable,
  lack: 'left nothing to study',
};
const ofWeights: Use = {
  relation: 'which it starts from',
  isFit: isFinished,
  lack: 'has not come to its end',
};

function useOf({ request }: Run, id: string): Use {
  const takes = request.parents.some(({ run, role }) => run === id && role === 'weights');
  return takes ? ofWeights : ofStudy;
}

/** Null where there is no such run, or none that can be read. */
function readQuietly(store: string, id: string): Run | null {
  try {
    return readRun(path.join(store, 'runs', id));
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
