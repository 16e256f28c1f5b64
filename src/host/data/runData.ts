import type { Data, Query } from '../../protocol/index.ts';
import { RunSource, type FindRun, type WatchRun, type World } from '../../results/index.ts';
import { watchRun } from '../../store/index.ts';
import { answering, type AnswerOptions } from './answer.ts';
import type { Answering } from './answering.ts';
import { worldOf } from './figures/world.ts';
import type { Closable, RunData, RunDataOptions, Subscription } from './types.ts';

/** Milliseconds between two answers to one subscription. */
const pauseMs = 250;
/** Milliseconds of reading after which others get a turn. */
const turnMs = 30;

/** See `RunData`. */
export function createRunData(options: RunDataOptions): RunData {
  const sources = new Map<string, RunSource>();
  const live = new Set<LiveQuery>();
  const { intervalMs } = options;
  const watch: WatchRun =
    options.runs?.watch ?? ((folder, how, told) => watchRun(folder, { intervalMs, ...how }, told));
  const find: FindRun = id => {
    const found = sources.get(id) ?? new RunSource(id, options.stores, watch);
    sources.set(id, found);
    return found;
  };
  const world = worldOf(find, options.runs);
  /** Tables of runs that nobody looks at any more are let go. */
  const tidy = () => {
    const used = new Set([...live].flatMap(query => [...query.sources]));
    for (const [id, source] of sources) if (!used.has(source)) sources.delete(id);
  };
  return {
    subscribe: (query, onData) => {
      const told = onData as (data: Data) => void;
      const subscribed = new LiveQuery(query, { world, options, told }, () => {
        live.delete(subscribed);
        tidy();
      });
      live.add(subscribed);
      return subscribed;
    },
    notebookChanged: () => {
      for (const query of live) query.notebookChanged();
    },
    runsChanged: () => {
      for (const query of live) query.runsChanged();
    },
    close: () => {
      for (const query of [...live]) query.close();
      sources.clear();
    },
  };
}

interface Wiring {
  readonly world: World;
  readonly options: AnswerOptions;
  readonly told: (data: Data) => void;
}

/** One subscription: what it reads, and when it tells. */
class LiveQuery implements Subscription {
  readonly #wiring: Wiring;
  readonly #onClose: () => void;
  #query: Query;
  #answering: Answering;
  #visible = true;
  #closed = false;
  #stamp: string | null = null;
  #watches = new Map<RunSource, Closable>();
  #timer: NodeJS.Timeout | undefined;
  #working = false;
  #again = false;
  #told = -Infinity;

  constructor(query: Query, wiring: Wiring, onClose: () => void) {
    this.#query = query;
    this.#wiring = wiring;
    this.#answering = answering(query, wiring.world, wiring.options);
    this.#onClose = onClose;
    this.#soon(0);
  }

  get sources(): Iterable<RunSource> {
    return this.#watches.keys();
  }

  update(query: Query): void {
    this.#query = query;
    this.#answering = answering(query, this.#wiring.world, this.#wiring.options);
    this.#stamp = null;
    this.#soon(0);
  }

  setVisible(visible: boolean): void {
    if (this.#closed || visible === this.#visible) return;
    this.#visible = visible;
    if (visible) this.#soon(0);
    else this.#rest();
  }

  notebookChanged(): void {
    if (this.#query.kind === 'figures') return this.#soon();
    if (!isOfText(this.#query)) return;
    this.#stamp = null;
    this.#soon();
  }

  runsChanged(): void {
    if (this.#query.kind === 'figures') this.#soon();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#rest();
    this.#watches.clear();
    this.#onClose();
  }

  /** Nothing is looked at; which sources it is about stays known. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const watch of this.#watches.values()) watch.close();
    for (const source of this.#watches.keys()) this.#watches.set(source, resting);
  }

  #soon(delay = Math.max(0, this.#told + pauseMs - performance.now())): void {
    if (this.#closed || !this.#visible) return;
    if (this.#working) this.#again = true;
    else if (this.#timer === undefined || delay === 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#work(), delay);
    }
  }

  async #work(): Promise<void> {
    this.#timer = undefined;
    this.#working = true;
    this.#again = false;
    try {
      const answering = this.#answering;
      const isDone = await this.#read(answering);
      // What is asked now is read first.
      if (isDone && this.#isOn && answering === this.#answering) this.#tell();
    } finally {
      this.#working = false;
      if (this.#again) this.#soon();
    }
  }

  get #isOn(): boolean {
    return !this.#closed && this.#visible;
  }

  /** Reads what is new. False where it was closed or hidden meanwhile. */
  async #read(answering: Answering): Promise<boolean> {
    const sources = answering.sources();
    this.#follow(sources);
    let since = performance.now();
    for (const source of sources) {
      answering.read(source);
      if (performance.now() - since < turnMs) continue;
      await new Promise(resolve => setImmediate(resolve));
      if (!this.#isOn) return false;
      since = performance.now();
    }
    return true;
  }

  #follow(sources: readonly RunSource[]): void {
    for (const [source, watch] of this.#watches)
      if (!sources.includes(source)) {
        watch.close();
        this.#watches.delete(source);
      }
    for (const source of sources)
      if ((this.#watches.get(source) ?? resting) === resting)
        this.#watches.set(
          source,
          source.watch(() => this.#soon()),
        );
  }

  get #stampNow(): string {
    const sources = [...this.#watches.keys()].map(source => source.stamp);
    return [this.#answering.stamp, ...sources].join('\n');
  }

  #tell(): void {
    const stamp = this.#stampNow;
    if (stamp === this.#stamp) return;
    this.#told = performance.now();
    this.#wiring.told(answerSafely(this.#answering));
    // Some figures look for other runs while they are made.
    this.#follow(this.#answering.sources());
    this.#stamp = this.#stampNow;
  }
}

/** The answer is made of the notebook's text. */
function isOfText(query: Query): boolean {
  return query.kind === 'network';
}

/** Files that are damaged in a way that nobody thought of must not end the editor's host. */
function answerSafely(answering: Answering): Data {
  try {
    return answering.data();
  } catch (error) {
    return {
      kind: 'none',
      reason: `This cannot be shown: ${String(error)}. Show the log of the run.`,
    };
  }
}

const resting: Closable = { close: () => undefined };
