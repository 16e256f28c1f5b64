import { mostWatched, queueFolder, Turns } from '../../runs/queue/index.ts';
import type { Run } from '../../store/index.ts';
import { namesIn } from '../../system/index.ts';
import { storeOf } from './storeOf.ts';

/** Most that are looked at again at once because they left their queue. */
const mostGone = 100;

/** Runs that wait far behind in their queues, in the order in which they came. */
export class RestingRuns {
  readonly #runs = new Map<string, Run>();
  readonly #turns = new Turns();

  get size(): number {
    return this.#runs.size;
  }

  get all(): readonly Run[] {
    return [...this.#runs.values()];
  }

  /** The one that came first. */
  get first(): Run | undefined {
    return this.#runs.values().next().value;
  }

  add(run: Run): void {
    this.#runs.set(run.folder, run);
  }

  delete(folder: string): void {
    this.#runs.delete(folder);
  }

  clear(): void {
    this.#runs.clear();
  }

  /** Those to look at now: some that left their queue, and a few of the others in turn. */
  due(): { readonly gone: readonly Run[]; readonly inTurn: readonly Run[] } {
    const queued = new Map<string, ReadonlySet<string>>();
    const isQueued = ({ folder, id }: Run) => {
      const store = storeOf(folder);
      const names = queued.get(store) ?? new Set(namesIn(queueFolder(store)));
      queued.set(store, names);
      return names.has(`${id}.json`);
    };
    const gone = this.all.filter(run => !isQueued(run)).slice(0, mostGone);
    this.#turns.next(this.size + mostWatched);
    const inTurn = this.all.filter((_, i) => this.#turns.isDue(i + mostWatched));
    return { gone, inTurn: inTurn.filter(run => !gone.includes(run)) };
  }
}
