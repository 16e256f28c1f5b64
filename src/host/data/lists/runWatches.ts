import path from 'node:path';
import { UserError } from '../../../base/index.ts';
import type { Closable } from '../../../results/index.ts';
import type { Run } from '../../../store/index.ts';

interface Watch {
  readonly onChange: (run: Run) => void;
  readonly onProblem?: (problem: UserError) => void;
  told: Run | null;
}

/** Who watches which run: each is told of it at once, and whenever it has changed, until it ends or goes. */
export class RunWatches {
  readonly #watches = new Map<string, Set<Watch>>();

  get size(): number {
    return this.#watches.size;
  }

  has(folder: string): boolean {
    return this.#watches.has(folder);
  }

  add(folder: string, how: Omit<Watch, 'told'>): Closable {
    const watch = { ...how, told: null };
    const watches = this.#watches.get(folder) ?? new Set();
    this.#watches.set(folder, watches.add(watch));
    return { close: () => this.#remove(folder, watch) };
  }

  clear(): void {
    this.#watches.clear();
  }

  /** `runOf`: each run as it is now; `problemOf`: why it cannot be read. */
  tell(
    runOf: (folder: string) => Run | undefined,
    problemOf: (folder: string) => UserError | undefined,
  ): void {
    for (const [folder, watches] of [...this.#watches])
      for (const watch of [...watches]) {
        const run = runOf(folder);
        if (run === undefined) {
          this.#remove(folder, watch);
          watch.onProblem?.(problemOf(folder) ?? gone(folder));
        } else if (run !== watch.told) {
          watch.told = run;
          if (run.life === 'ended') this.#remove(folder, watch);
          watch.onChange(run);
        }
      }
  }

  #remove(folder: string, watch: Watch): void {
    const watches = this.#watches.get(folder);
    watches?.delete(watch);
    if (watches?.size === 0) this.#watches.delete(folder);
  }
}

function gone(folder: string): UserError {
  return new UserError('run.none', `The run ${path.basename(folder)} is not there any more.`);
}
