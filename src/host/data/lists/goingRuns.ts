import { byAge, type Run } from '../../../store/index.ts';

/** Milliseconds in which who started an engine, and knows more, writes how it ended. */
const graceMs = 2000;

interface Going {
  readonly run: Run;
  /** Since when it is dead without an ending, by `performance.now()`; null: it is not. */
  readonly deadSince: number | null;
}

/** The runs that go on or wait, and which of them have ended. */
export class GoingRuns {
  readonly #going = new Map<string, Going>();
  /** Folders of runs that were started here: they are told of even where their end is the first that is seen. */
  readonly #begun = new Set<string>();
  readonly #onEnd: (run: Run) => void;
  #active: readonly Run[] | null = null;

  constructor(onEnd: (run: Run) => void) {
    this.#onEnd = onEnd;
  }

  /** Newest last; those that wait, too. */
  get active(): readonly Run[] {
    this.#active ??= [...this.#going.values()]
      .filter(({ deadSince }) => deadSince === null)
      .map(({ run }) => run)
      .sort(byAge);
    return this.#active;
  }

  /** How many may still end. */
  get size(): number {
    return this.#going.size;
  }

  has(folder: string): boolean {
    return this.#going.has(folder);
  }

  begin(folder: string): void {
    this.#begun.add(folder);
  }

  /** A run as it is now. Nobody may be there to write the ending of a dead one: after a while it has ended, too. */
  see(run: Run): void {
    const { folder, life } = run;
    const known = this.#going.get(folder);
    const isKnown = this.#begun.delete(folder) || known !== undefined;
    const goesOn = life === 'alive' || life === 'waiting';
    if (!isKnown && !goesOn) return;
    this.#active = null;
    if (life === 'ended') return this.#end(run);
    const now = performance.now();
    const deadSince = life === 'dead' ? (known?.deadSince ?? now) : null;
    if (deadSince !== null && now - deadSince >= graceMs) return this.#end(run);
    this.#going.set(folder, { run, deadSince });
  }

  /** It is gone, or cannot be read: nobody can say how it ended. */
  forget(folder: string): void {
    this.#begun.delete(folder);
    if (this.#going.delete(folder)) this.#active = null;
  }

  #end(run: Run): void {
    this.#going.delete(run.folder);
    this.#onEnd(run);
  }
}
