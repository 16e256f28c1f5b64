import path from 'node:path';
import * as vscode from 'vscode';
import { byAge, watchRun, type Run } from '../../store/index.ts';
import type { IndexedRun } from '../data/index.ts';

/** Milliseconds in which who started an engine, and knows more, writes how it ended. */
const graceMs = 2000;

/** The runs that go on or wait now and belong to this window: started here, or found in its stores. */
export class RunTracker implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #ended = new vscode.EventEmitter<Run>();
  /** A run began, went on or ended. */
  readonly onDidChange = this.#changed.event;
  /** A run that went on or waited has ended. */
  readonly onDidEnd = this.#ended.event;
  readonly #watches = new Map<string, { close(): void }>();
  readonly #active = new Map<string, Run>();

  /** Newest last; those that wait, too. */
  get active(): readonly Run[] {
    return [...this.#active.values()].sort(byAge);
  }

  /** Follows a run to its end. */
  watch(folder: string): void {
    if (this.#watches.has(folder)) return;
    const forget = (ended?: Run) => {
      this.#watches.get(folder)?.close();
      this.#watches.delete(folder);
      this.#active.delete(folder);
      this.#changed.fire();
      if (ended !== undefined) this.#ended.fire(ended);
    };
    const look = (run: Run) => {
      if (run.life === 'ended') return forget(run);
      if (run.life === 'dead') {
        // Nobody may be there to write its ending: that is left to who resumes or stops it.
        setTimeout(() => this.#watches.has(folder) && forget(run), graceMs);
        this.#active.delete(folder);
      } else this.#active.set(folder, run);
      this.#changed.fire();
    };
    this.#watches.set(folder, watchRun(folder, { onProblem: () => forget() }, look));
  }

  /** Follows those of these runs that go on or wait. */
  watchLive(runs: readonly IndexedRun[]): void {
    for (const { run, ahead } of runs)
      if (run.life === 'alive' || (run.life === 'waiting' && ahead !== null))
        this.watch(run.folder);
  }

  dispose(): void {
    for (const watch of this.#watches.values()) watch.close();
    this.#watches.clear();
    this.#changed.dispose();
    this.#ended.dispose();
  }
}

/** The store that a run folder lies in. */
export function storeOf(folder: string): string {
  return path.dirname(path.dirname(folder));
}
