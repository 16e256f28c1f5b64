import * as vscode from 'vscode';
import { mostWatched } from '../../runs/queue/index.ts';
import { byAge, readRun, watchRun, type Run } from '../../store/index.ts';
import { UserError } from '../../base/index.ts';
import type { IndexedRun } from '../data/index.ts';
import { RestingRuns } from './restingRuns.ts';

/** Milliseconds in which who started an engine, and knows more, writes how it ended. */
const graceMs = 2000;
/** How often the runs that rest are looked at, in milliseconds. */
const restMs = 1000;
/** Milliseconds in which changes are told as one, and in which runs are taken up at one go. */
const togetherMs = 30;

/**
 * The runs that go on or wait now and belong to this window: started here, or found in its stores. Each that goes
 * on is watched, and the first few that wait; the others rest until they come among those (`RestingRuns`).
 */
export class RunTracker implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #ended = new vscode.EventEmitter<Run>();
  /** Runs began, went on or ended. */
  readonly onDidChange = this.#changed.event;
  /** A run that went on or waited has ended. */
  readonly onDidEnd = this.#ended.event;
  readonly #watches = new Map<string, { close(): void }>();
  /** Of those that are watched, as last read. */
  readonly #active = new Map<string, Run>();
  readonly #resting = new RestingRuns();
  /** Folders that were named and are not read yet. */
  readonly #named = new Set<string>();
  #reading: NodeJS.Timeout | undefined;
  #telling: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #sorted: readonly Run[] | null = null;

  /** Newest last; those that wait, too. */
  get active(): readonly Run[] {
    this.#sorted ??= [...this.#active.values(), ...this.#resting.all].sort(byAge);
    return this.#sorted;
  }

  /** Follows a run to its end. */
  watch(folder: string): void {
    if (this.#watches.has(folder)) return;
    this.#named.add(folder);
    this.#reading ??= setTimeout(() => this.#readNamed());
  }

  /** Follows those of these runs that go on or wait. */
  watchLive(runs: readonly IndexedRun[]): void {
    const waiting = runs.filter(({ run, ahead }) => run.life === 'waiting' && ahead !== null);
    waiting.sort((a, b) => (a.ahead ?? 0) - (b.ahead ?? 0));
    for (const { run } of [...runs.filter(each => each.run.life === 'alive'), ...waiting])
      this.#take(run);
  }

  dispose(): void {
    for (const watch of this.#watches.values()) watch.close();
    this.#watches.clear();
    this.#resting.clear();
    this.#named.clear();
    for (const timer of [this.#reading, this.#telling, this.#looking]) clearTimeout(timer);
    this.#changed.dispose();
    this.#ended.dispose();
  }

  /** A notebook may queue thousands of runs at once: others get a turn. */
  #readNamed(): void {
    this.#reading = undefined;
    const until = performance.now() + togetherMs;
    for (const folder of this.#named) {
      if (performance.now() >= until) {
        this.#reading = setTimeout(() => this.#readNamed());
        return;
      }
      this.#named.delete(folder);
      try {
        this.#take(readRun(folder));
      } catch (error) {
        // It is gone, or cannot be understood: then there is nothing to follow.
        if (!(error instanceof UserError)) throw error;
        this.#resting.delete(folder);
        this.#tell();
      }
    }
  }

  #take(run: Run): void {
    if (this.#watches.has(run.folder)) return;
    if (run.life !== 'waiting' || this.#watchedWaiting < mostWatched) return this.#follow(run);
    this.#resting.add(run);
    this.#looking ??= setTimeout(() => this.#lookAtResting(), restMs);
    this.#tell();
  }

  get #watchedWaiting(): number {
    return [...this.#active.values()].filter(run => run.life === 'waiting').length;
  }

  #follow(known: Run): void {
    const { folder } = known;
    this.#resting.delete(folder);
    if (known.life !== 'ended' && known.life !== 'dead') this.#active.set(folder, known);
    const forget = (ended?: Run) => {
      this.#watches.get(folder)?.close();
      this.#watches.delete(folder);
      this.#active.delete(folder);
      this.#tell();
      if (ended !== undefined) this.#ended.fire(ended);
    };
    const look = (run: Run) => {
      if (run.life === 'ended') return forget(run);
      if (run.life === 'dead') {
        // Nobody may be there to write its ending: that is left to who resumes or stops it.
        setTimeout(() => this.#watches.has(folder) && forget(run), graceMs);
        this.#active.delete(folder);
      } else this.#active.set(folder, run);
      this.#tell();
    };
    this.#watches.set(folder, watchRun(folder, { onProblem: () => forget() }, look));
    this.#tell();
  }

  #lookAtResting(): void {
    this.#looking = undefined;
    const { gone, inTurn } = this.#resting.due();
    for (const run of gone) this.#follow(run);
    for (const { folder } of inTurn) this.watch(folder);
    if (this.#resting.size > 0) this.#looking = setTimeout(() => this.#lookAtResting(), restMs);
  }

  /** Fills up the few that are watched, and tells once of what comes together. */
  #tell(): void {
    this.#sorted = null;
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      for (let free = mostWatched - this.#watchedWaiting; free > 0; free--) {
        const { first } = this.#resting;
        if (first !== undefined) this.#follow(first);
      }
      this.#changed.fire();
    }, togetherMs);
  }
}
