/** Milliseconds of reading after which others get a turn. */
const turnMs = 30;

/** Gives others a turn now and then. */
export class Pauses {
  #since = performance.now();

  async next(): Promise<void> {
    if (performance.now() - this.#since < turnMs) return;
    await nextTurn();
    this.#since = performance.now();
  }
}

/** Resolves when what waits has had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
