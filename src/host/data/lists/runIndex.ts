import fs from 'node:fs';
import path from 'node:path';
import { formatPlural, UserError } from '../../../base/index.ts';
import { runIdPattern } from '../../../record/index.ts';
import { byAge, checkpointSteps, readRun, stampOf, type Run } from '../../../store/index.ts';
import { queueFolder, readQueue, Turns } from '../../../runs/queue/index.ts';
import { namesIn } from '../../../system/index.ts';
import type { Closable, IndexedRun, RunIndex, RunIndexOptions } from '../types.ts';
import type { GpuUse } from './gpuUse.ts';

/** How often the folders of runs are looked at for new ones, in milliseconds. */
const listMs = 1000;
/** Without news for so long, the process itself of a live run is looked at. */
const silenceMs = 2000;
/** So long after it changed, a folder is read each time; some disks know only every other second. */
const grainMs = 2000;
/** Milliseconds of reading after which others get a turn. */
const turnMs = 30;

interface Entry {
  readonly indexed: IndexedRun;
  readonly stamp: string;
  readonly looked: number;
}

interface Queue {
  readonly stamp: string;
  readonly places: ReadonlyMap<string, number>;
}

/** See `RunIndex`. A run that has ended is read once; of the others only what changed, and not all that wait. */
export function createRunIndex(options: RunIndexOptions): RunIndex {
  return new Index(options);
}

class Index implements RunIndex {
  readonly ready: Promise<void>;
  readonly #options: RunIndexOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #problems = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  readonly #folders = new Map<string, string>();
  #gpus: GpuUse | null = null;
  #holders = 0;
  #timer: NodeJS.Timeout | undefined;
  #listed = -Infinity;
  #looking: Promise<void> | null = null;
  #closed = false;
  /** Since the listeners were told. */
  #changed = false;
  readonly #queues = new Map<string, Queue>();
  readonly #turns = new Turns();
  /** How many wait in the longest queue. */
  #longest = 0;
  #sorted: readonly IndexedRun[] | null = null;

  constructor(options: RunIndexOptions) {
    this.#options = options;
    this.ready = this.refresh();
  }

  get runs(): readonly IndexedRun[] {
    this.#sorted ??= this.#found().sort((a, b) => byAge(a.run, b.run));
    return this.#sorted;
  }

  get problems(): readonly string[] {
    const unread = [...this.#problems.values()];
    const copies = this.#entries.size - this.runs.length;
    if (copies === 0) return unread;
    return [
      ...unread,
      `${formatPlural(copies, 'run folder')} here with the name of another, as copied; each name is shown once.`,
    ];
  }

  find(id: string): IndexedRun | undefined {
    return this.runs.find(({ run }) => run.id === id);
  }

  onChange(listener: () => void): Closable {
    this.#listeners.add(listener);
    return { close: () => void this.#listeners.delete(listener) };
  }

  hold(): Closable {
    let isHeld = true;
    this.#holders += 1;
    if (this.#holders === 1) void this.refresh().then(() => this.#schedule());
    return {
      close: () => {
        if (isHeld) this.#holders -= 1;
        isHeld = false;
        if (this.#holders === 0) clearTimeout(this.#timer);
      },
    };
  }

  refresh(): Promise<void> {
    this.#folders.clear();
    return this.#look();
  }

  close(): void {
    this.#closed = true;
    this.#holders = 0;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  /** A folder that was copied has the same runs: of each the first store's is the one. */
  #found(): IndexedRun[] {
    const stores = this.#options.stores();
    const byId = new Map<string, IndexedRun>();
    for (const { indexed } of this.#entries.values()) {
      const other = byId.get(indexed.run.id);
      const isFirst =
        other === undefined || stores.indexOf(indexed.store) < stores.indexOf(other.store);
      if (isFirst) byId.set(indexed.run.id, indexed);
    }
    return [...byId.values()];
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#holders === 0 || this.#closed) return;
    this.#timer = setTimeout(() => {
      void this.#look().then(() => this.#schedule());
    }, this.#options.intervalMs ?? 250);
  }

  /** One look at a time; who asks meanwhile waits for the next. */
  async #look(): Promise<void> {
    while (this.#looking !== null) await this.#looking;
    this.#looking = this.#lookOnce();
    try {
      await this.#looking;
    } finally {
      this.#looking = null;
    }
  }

  async #lookOnce(): Promise<void> {
    // Whoever asks goes on first: reading blocks.
    await nextTurn();
    if (this.#closed) return;
    // Not the clock of the day, which may be set.
    const now = performance.now();
    const isDue = now - this.#listed >= listMs || this.#folders.size === 0;
    const pauses = new Pauses();
    if (isDue) {
      this.#listed = now;
      for (const store of this.#options.stores()) await this.#list(store, pauses);
      this.#forgetOthers();
    }
    this.#turns.next(this.#longest);
    for (const [folder, entry] of this.#entries)
      if (this.#isDue(entry.indexed)) {
        await this.#read(folder, entry.indexed.store, entry);
        await pauses.next();
      }
    if (isDue) for (const store of this.#options.stores()) this.#placeInQueue(store);
    if (!this.#changed) return;
    this.#changed = false;
    this.#sorted = null;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Reads the folders that came since the directory last changed, and forgets those that went. */
  async #list(store: string, pauses: Pauses): Promise<void> {
    const runs = path.join(store, 'runs');
    const stamp = directoryStamp(runs);
    if (this.#folders.get(store) === stamp) return;
    this.#folders.set(store, stamp);
    const names = new Set(namesIn(runs).filter(name => runIdPattern.test(name)));
    for (const [folder, { indexed }] of this.#entries)
      if (indexed.store === store && !names.has(path.basename(folder))) this.#forget(folder);
    for (const folder of [...this.#problems.keys()])
      if (path.dirname(folder) === runs && !names.has(path.basename(folder))) this.#forget(folder);
    for (const name of names) {
      const folder = path.join(runs, name);
      if (!this.#entries.has(folder)) await this.#read(folder, store);
      await pauses.next();
    }
  }

  #forgetOthers(): void {
    const stores = new Set(this.#options.stores());
    for (const [folder, { indexed }] of this.#entries)
      if (!stores.has(indexed.store)) this.#forget(folder);
    for (const store of this.#folders.keys()) if (!stores.has(store)) this.#folders.delete(store);
  }

  #forget(folder: string): void {
    const wasEntry = this.#entries.delete(folder);
    if (this.#problems.delete(folder) || wasEntry) this.#changed = true;
  }

  async #read(folder: string, store: string, before?: Entry): Promise<void> {
    const now = performance.now();
    let stamp = before === undefined ? '' : stampOf(folder);
    if (before?.stamp === stamp && now - before.looked < silenceMs) return;
    try {
      let run = readRun(folder);
      if (before === undefined && isLive(run)) {
        // Only live runs are looked at again. The stamp must be older than what was read.
        stamp = stampOf(folder);
        run = readRun(folder);
      }
      const ahead = before?.indexed.ahead ?? null;
      const checkpoints = checkpointSteps(folder);
      const gpu = run.life === 'alive' ? await this.#gpuOf(folder) : null;
      if (run.life !== 'alive') this.#gpus?.forget(folder);
      const place = run.life === 'waiting' ? ahead : null;
      const indexed = { run, store, checkpoints, ahead: place, gpu };
      this.#entries.set(folder, { indexed, stamp, looked: now });
      const isNews = before?.stamp !== stamp || before.indexed.run.life !== run.life;
      if (this.#problems.delete(folder) || isNews) this.#changed = true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#forget(folder);
      // Without run.json it is a run that is just being made: it is looked for again.
      if (error.code === 'run.none') this.#folders.delete(store);
      else {
        this.#problems.set(folder, error.message);
        this.#changed = true;
      }
    }
  }

  /** Only live runs have tables that a list looks into. */
  async #gpuOf(folder: string): Promise<IndexedRun['gpu']> {
    this.#gpus ??= new (await import('./gpuUse.ts')).GpuUse();
    return this.#gpus.of(folder);
  }

  /** Whether a run may have changed since it was read. */
  #isDue({ run, ahead }: IndexedRun): boolean {
    return isLive(run) && (run.life !== 'waiting' || ahead === null || this.#turns.isDue(ahead));
  }

  /** How many are before each run of a queue; read where its folder has changed. */
  #placesIn(store: string): ReadonlyMap<string, number> {
    const stamp = directoryStamp(queueFolder(store));
    const known = this.#queues.get(store);
    if (known?.stamp === stamp) return known.places;
    const places = new Map(readQueue(store).map((entry, place) => [entry.run, place]));
    this.#queues.set(store, { stamp, places });
    this.#longest = Math.max(...[...this.#queues.values()].map(queue => queue.places.size));
    return places;
  }

  #placeInQueue(store: string): void {
    const places = this.#placesIn(store);
    for (const [folder, entry] of this.#entries) {
      const { indexed } = entry;
      if (indexed.store !== store || indexed.run.life !== 'waiting') continue;
      const ahead = places.get(indexed.run.id) ?? null;
      if (ahead === indexed.ahead) continue;
      this.#entries.set(folder, { ...entry, indexed: { ...indexed, ahead } });
      this.#changed = true;
    }
  }
}

/** Gives others a turn now and then. */
class Pauses {
  #since = performance.now();

  async next(): Promise<void> {
    if (performance.now() - this.#since < turnMs) return;
    await nextTurn();
    this.#since = performance.now();
  }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function isLive(run: Run): boolean {
  return run.life !== 'ended';
}

function directoryStamp(folder: string): string {
  const stat = fs.statSync(folder, { throwIfNoEntry: false, bigint: true });
  if (stat === undefined) return 'none';
  // A second change within the grain of the disk's clock would not show.
  const isFresh = Date.now() - Number(stat.mtimeMs) < grainMs;
  return `${stat.ino} ${stat.mtimeNs} ${isFresh ? performance.now() : ''}`;
}
