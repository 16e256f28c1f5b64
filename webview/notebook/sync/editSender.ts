import type { ChangeSet } from '@codemirror/state';
import type { NotebookRequests } from '../../../src/protocol/index.ts';
import type { Flight, TextSync } from './textSync.ts';

type Answer = NotebookRequests['edit'][1];

/** Typing is sent when it pauses this long, so that one undo takes back a word or a burst. */
const pauseMs = 400;
/** Who never pauses is not sent later than this after the first letter. */
const longestMs = 2000;

export interface EditSenderOptions {
  readonly sync: TextSync;
  readonly send: (flight: Flight) => Promise<Answer>;
  /** The text changed by others. */
  readonly onChange: (changes: ChangeSet) => void;
  /** The host could not apply typing; it stays here and goes with the next. */
  readonly onProblem: (error: unknown) => void;
}

/** Sends typing to the host in bursts, one at a time. */
export class EditSender {
  readonly #options: EditSenderOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | null = null;
  /** Whether it goes on sending without waiting for a pause. */
  #isFlushing = false;
  #waiters: (() => void)[] = [];

  constructor(options: EditSenderOptions) {
    this.#options = options;
  }

  typed(changes: ChangeSet): void {
    this.#options.sync.type(changes);
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    const delay = Math.max(0, Math.min(pauseMs, this.#since + longestMs - now));
    this.#timer = setTimeout(() => this.#next(), delay);
  }

  received(version: number, text: string): void {
    this.#options.onChange(this.#options.sync.received(version, text));
    if (this.#isFlushing) this.#next();
    this.#release();
  }

  /** Resolves when the host has all that was typed, or could not take it. */
  flush(): Promise<void> {
    if (!this.#options.sync.isBusy) return Promise.resolve();
    this.#isFlushing = true;
    const done = new Promise<void>(resolve => this.#waiters.push(resolve));
    this.#next();
    return done;
  }

  #next(): void {
    clearTimeout(this.#timer);
    const flight = this.#options.sync.take();
    if (flight === null) return;
    this.#since = null;
    this.#options.send(flight).then(
      answer => this.#answered(answer),
      (error: unknown) => {
        this.#options.onChange(this.#options.sync.refused());
        this.#options.onProblem(error);
        this.#isFlushing = false;
        this.#release(true);
      },
    );
  }

  #answered({ result, version }: Answer): void {
    const { sync, onChange } = this.#options;
    onChange(result === 'applied' ? sync.applied(version) : sync.stale());
    if (this.#isFlushing || result === 'stale') this.#next();
    // Typed while the answer was on its way, and paused since.
    else if (sync.hasUnsent && this.#since !== null && performance.now() - this.#since > pauseMs)
      this.#next();
    this.#release();
  }

  #release(anyway = false): void {
    if (!anyway && this.#options.sync.isBusy) return;
    this.#isFlushing = false;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
