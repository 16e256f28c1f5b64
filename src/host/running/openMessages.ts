/** Seeds fail for one reason: while a message about it is on the screen, it is not shown again. */
export class OpenMessages {
  readonly #open = new Set<string>();

  /** Resolves with the answer to the message; undefined at once where one of this key is open. */
  async show<T>(key: string, ask: () => PromiseLike<T>): Promise<T | undefined> {
    if (this.#open.has(key)) return undefined;
    this.#open.add(key);
    try {
      return await ask();
    } finally {
      this.#open.delete(key);
    }
  }
}
