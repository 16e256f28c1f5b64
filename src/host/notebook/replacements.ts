/** What is opened this long before or after the other is closed takes its place. */
const togetherMs = 500;

/** Tells which opened editor takes the place of a closed one; the news of both come in either order. */
export class Replacements<T> {
  #closed = -Infinity;
  #opened: { readonly what: T; readonly at: number } | null = null;

  /** An editor was closed that may be replaced. Returns what took its place. */
  closed(now: number): T | null {
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null && now - opened.at < togetherMs) return opened.what;
    this.#closed = now;
    return null;
  }

  /** Returns this where it takes the place of one that was closed. */
  opened(what: T, now: number): T | null {
    const takesPlace = now - this.#closed < togetherMs;
    this.#closed = -Infinity;
    if (takesPlace) return what;
    this.#opened = { what, at: now };
    return null;
  }
}
