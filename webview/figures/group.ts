/** Panels that share their x axis: one crosshair and one range for all of them. */
export class PanelGroup {
  #at: number | null = null;
  #range: readonly [number, number] | null = null;
  readonly #onPoint = new Set<() => void>();
  readonly #onRange = new Set<() => void>();

  /** The x that is pointed at. */
  get at(): number | null {
    return this.#at;
  }

  /** The part of x that is shown; null: all. */
  get range(): readonly [number, number] | null {
    return this.#range;
  }

  point(x: number | null): void {
    if (x === this.#at) return;
    this.#at = x;
    for (const listener of [...this.#onPoint]) listener();
  }

  zoom(range: readonly [number, number] | null): void {
    if (range?.[0] === this.#range?.[0] && range?.[1] === this.#range?.[1]) return;
    this.#range = range;
    for (const listener of [...this.#onRange]) listener();
  }

  /** Returns how to stop listening. */
  onPoint(listener: () => void): () => void {
    this.#onPoint.add(listener);
    return () => this.#onPoint.delete(listener);
  }

  onRange(listener: () => void): () => void {
    this.#onRange.add(listener);
    return () => this.#onRange.delete(listener);
  }
}
