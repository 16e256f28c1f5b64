import path from 'node:path';
import { formatPlural, UserError } from '../../../base/index.ts';
import { runIdPattern } from '../../../record/index.ts';
import type { WatchRun } from '../../../results/index.ts';
import { byAge, checkpointSteps, readRun, stampOf, type Run } from '../../../store/index.ts';
import { Turns } from '../../../runs/queue/index.ts';
import { namesIn } from '../../../system/index.ts';
import type { Closable, IndexedRun, RunIndex, RunIndexOptions } from '../types.ts';
import { GoingRuns } from './goingRuns.ts';
import type { GpuUse } from './gpuUse.ts';
import { nextTurn, Pauses } from './pauses.ts';
import { directoryStamp, QueuePlaces } from './queuePlaces.ts';
import { RunWatches } from './runWatches.ts';

/** How often the folders of runs are looked at for new ones, in milliseconds. */
const listMs = 1000;
/** Without news for so long, the process itself of a live run is looked at. */
const silenceMs = 2000;
/** So long after it was found, a run that seems dead may be about to begin: who makes it is not done. */
const beginMs = 2000;

interface Entry {
  readonly indexed: IndexedRun;
  readonly stamp: string;
  readonly found: number;
  readonly looked: number;
}

/** See `RunIndex`. A run that has ended is read once; of the others only what changed, and not all that wait. */
export function createRunIndex(options: RunIndexOptions): RunIndex {
  return new Index(options);
}

class Index implements RunIndex {
  readonly ready: Promise<void>;
  readonly #options: RunIndexOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #problems = new Map<string, UserError>();
  readonly #listeners = new Set<() => void>();
  readonly #endListeners = new Set<(run: Run) => void>();
  /** That have ended since the listeners were told. */
  readonly #ended: Run[] = [];
  readonly #going = new GoingRuns(run => this.#ended.push(run));
  readonly #watches = new RunWatches();
  /** Stores in which runs were started here. They are followed although their notebook is closed. */
  readonly #begunIn = new Set<string>();
  readonly #folders = new Map<string, string>();
  readonly #queues = new QueuePlaces();
  readonly #turns = new Turns();
  #gpus: GpuUse | null = null;
  #holders = 0;
  #timer: NodeJS.Timeout | undefined;
  #listed = -Infinity;
  #mustList = true;
  #looking: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #closed = false;
  /** Since the listeners were told. */
  #changed = false;
  #sorted: readonly IndexedRun[] | null = null;

  constructor(options: RunIndexOptions) {
    this.#options = options;
    this.ready = this.refresh();
  }

  get runs(): readonly IndexedRun[] {
    this.#sorted ??= this.#found().sort((a, b) => byAge(a.run, b.run));
    return this.#sorted;
  }

  get active(): readonly Run[] {
    return this.#going.active;
  }

  get problems(): readonly string[] {
    const unread = [...this.#problems.values()].map(problem => problem.message);
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

  onDidEnd(listener: (run: Run) => void): Closable {
    this.#endListeners.add(listener);
    return { close: () => void this.#endListeners.delete(listener) };
  }

  readonly watch: WatchRun = (folder, { onProblem }, onChange) => {
    const closable = this.#watches.add(folder, { onProblem, onChange });
    void (this.#entries.has(folder) ? this.#look() : this.refresh());
    return closable;
  };

  begin(folders: readonly string[]): Promise<void> {
    for (const folder of folders) {
      this.#going.begin(folder);
      this.#begunIn.add(path.dirname(path.dirname(folder)));
    }
    return this.refresh();
  }

  hold(): Closable {
    let isHeld = true;
    this.#holders += 1;
    if (this.#holders === 1) void this.refresh();
    return {
      close: () => {
        if (isHeld) this.#holders -= 1;
        isHeld = false;
      },
    };
  }

  refresh(): Promise<void> {
    this.#mustList = true;
    return this.#look();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    this.#endListeners.clear();
    this.#watches.clear();
  }

  #stores(): readonly string[] {
    return [...new Set([...this.#options.stores(), ...this.#begunIn])];
  }

  /** A folder that was copied has the same runs: of each the first store's is the one. */
  #found(): IndexedRun[] {
    const stores = this.#stores();
    const byId = new Map<string, IndexedRun>();
    for (const { indexed } of this.#entries.values()) {
      const other = byId.get(indexed.run.id);
      const isFirst =
        other === undefined || stores.indexOf(indexed.store) < stores.indexOf(other.store);
      if (isFirst) byId.set(indexed.run.id, indexed);
    }
    return [...byId.values()];
  }

  /** Looks again after a while, where somebody wants to know or something can end. */
  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const isWanted = this.#holders > 0 || this.#watches.size > 0 || this.#going.size > 0;
    if (isWanted || [...this.#entries.values()].some(isNew))
      this.#timer = setTimeout(() => void this.#look(), this.#options.intervalMs ?? 250);
  }

  /** One look at a time; all who ask meanwhile wait for the next. */
  #look(): Promise<void> {
    this.#next ??= this.#lookNext();
    return this.#next;
  }

  async #lookNext(): Promise<void> {
    await this.#looking?.catch(() => undefined);
    [this.#looking, this.#next] = [this.#next, null];
    try {
      await this.#lookOnce();
    } finally {
      this.#looking = null;
      this.#schedule();
    }
  }

  async #lookOnce(): Promise<void> {
    // Whoever asks goes on first: reading blocks.
    await nextTurn();
    if (this.#closed) return;
    // Not the clock of the day, which may be set.
    const now = performance.now();
    const mustList = this.#mustList;
    const isDue = mustList || now - this.#listed >= listMs;
    this.#mustList = false;
    if (mustList) this.#folders.clear();
    const pauses = new Pauses();
    if (isDue) {
      this.#listed = now;
      for (const store of this.#stores()) await this.#list(store, pauses);
      this.#forgetOthers();
    }
    this.#turns.next(this.#queues.longest);
    for (const [folder, entry] of this.#entries)
      if (this.#isDue(folder, entry, isDue)) {
        await this.#read(folder, entry.indexed.store, entry);
        await pauses.next();
      }
    if (isDue) for (const store of this.#stores()) this.#placeInQueue(store);
    if (!this.#closed) this.#tell();
  }

  #tell(): void {
    this.#watches.tell(
      folder => this.#entries.get(folder)?.indexed.run,
      folder => this.#problems.get(folder),
    );
    const ended = this.#ended.splice(0);
    if (this.#changed || ended.length > 0) {
      this.#changed = false;
      this.#sorted = null;
      for (const listener of [...this.#listeners]) listener();
    }
    for (const run of ended) for (const listener of [...this.#endListeners]) listener(run);
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
    const stores = new Set(this.#stores());
    for (const [folder, { indexed }] of this.#entries)
      if (!stores.has(indexed.store)) this.#forget(folder);
    for (const store of this.#folders.keys()) if (!stores.has(store)) this.#folders.delete(store);
  }

  #forget(folder: string): void {
    this.#going.forget(folder);
    const wasEntry = this.#entries.delete(folder);
    if (this.#problems.delete(folder) || wasEntry) this.#changed = true;
  }

  async #read(folder: string, store: string, before?: Entry): Promise<void> {
    const now = performance.now();
    let stamp = before === undefined ? '' : stampOf(folder);
    if (before?.stamp === stamp && now - before.looked < silenceMs) return;
    try {
      let run = readRun(folder);
      if (before === undefined && run.life !== 'ended') {
        // Only live runs are looked at again. The stamp must be older than what was read.
        stamp = stampOf(folder);
        run = readRun(folder);
      }
      const ahead = before?.indexed.ahead ?? null;
      const checkpoints = checkpointSteps(folder);
      const gpu = run.life === 'alive' ? await this.#gpuOf(folder) : null;
      if (run.life !== 'alive') this.#gpus?.forget(folder);
      const place = run.life === 'waiting' ? ahead : null;
      const isNews = before?.stamp !== stamp || !isSameStanding(before.indexed.run, run);
      // Whoever was told of it finds the same object where nothing changed.
      const indexed = {
        run: isNews ? run : before.indexed.run,
        store,
        checkpoints,
        ahead: place,
        gpu,
      };
      this.#entries.set(folder, { indexed, stamp, found: before?.found ?? now, looked: now });
      this.#going.see(run);
      if (this.#problems.delete(folder) || isNews) this.#changed = true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#forget(folder);
      // Without run.json it is a run that is just being made: it is looked for again.
      if (error.code === 'run.none') this.#folders.delete(store);
      else {
        this.#problems.set(folder, error);
        this.#changed = true;
      }
    }
  }

  /** Only live runs have tables that a list looks into. */
  async #gpuOf(folder: string): Promise<IndexedRun['gpu']> {
    this.#gpus ??= new (await import('./gpuUse.ts')).GpuUse();
    return this.#gpus.of(folder);
  }

  /** Whether a run may have changed since it was read. One that is dead may at most be settled, or begin. */
  #isDue(folder: string, entry: Entry, isListed: boolean): boolean {
    const { run, ahead } = entry.indexed;
    switch (run.life) {
      case 'ended':
        return false;
      case 'waiting':
        return ahead === null || this.#turns.isDue(ahead);
      case 'alive':
        return true;
      case 'dead':
      case 'unknown':
        return isListed || isNew(entry) || this.#going.has(folder) || this.#watches.has(folder);
    }
  }

  #placeInQueue(store: string): void {
    const places = this.#queues.in(store);
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

function isSameStanding(a: Run, b: Run): boolean {
  return a.life === b.life && a.why === b.why && a.isCertain === b.isCertain;
}

function isNew({ indexed, found }: Entry): boolean {
  return indexed.run.life !== 'ended' && performance.now() - found < beginMs;
}
