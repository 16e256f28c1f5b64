import fs from 'node:fs';
import path from 'node:path';
import type { UserError } from '../base/index.ts';
import { runIdPattern } from '../record/index.ts';
import { readRun, type Run } from '../store/index.ts';
import { RunTables, type TableName } from './tables/runTables.ts';
import type { Closable, WatchRun } from './types.ts';

/** How often a folder that is not there is looked for, in milliseconds. */
const missingMs = 1000;

/** A run by its id; one that is not there has no `run` and a `problem`. */
export type FindRun = (id: string) => RunSource;

/** One run of the stores: its small files as they were last, and its tables as far as they were read. */
export class RunSource {
  readonly id: string;
  readonly #stores: () => readonly string[];
  readonly #watchRun: WatchRun;
  readonly #listeners = new Set<() => void>();
  #run: Run | null = null;
  #problem: string | null = null;
  #tables: RunTables | null = null;
  #watch: Closable | null = null;

  constructor(id: string, stores: () => readonly string[], watchRun: WatchRun) {
    this.id = id;
    this.#stores = stores;
    this.#watchRun = watchRun;
  }

  /** Null: it cannot be read, and `problem` says why. */
  get run(): Run | null {
    if (this.#run === null) this.#look();
    return this.#run;
  }

  get problem(): string | null {
    return this.#problem;
  }

  /** Null where there is no such run. */
  get tables(): RunTables | null {
    const folder = this.run?.folder;
    if (folder !== undefined) this.#tables ??= new RunTables(folder);
    return this.#tables;
  }

  /** Differs once anything that an answer is made of has changed. */
  get stamp(): string {
    const { ending, status, life } = this.#run ?? {};
    const parts = [this.id, this.#tables?.version, life, ending?.ending, status?.steps];
    return `${parts.join(' ')} ${this.#problem ?? ''}`;
  }

  /** Reads what came in these tables. What keeps it from reading is its problem from then on. */
  read(...tables: readonly TableName[]): void {
    for (const table of tables) this.tables?.want(table);
    try {
      this.tables?.read();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Tells when its small files change, until it is closed. Many may watch at once. */
  watch(listener: () => void): Closable {
    this.#listeners.add(listener);
    this.#watch ??= this.#run?.life === 'ended' ? nothing : this.#follow();
    return {
      close: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size > 0) return;
        this.#watch?.close();
        this.#watch = null;
      },
    };
  }

  #follow(): Closable {
    const folder = this.#folder();
    if (folder === undefined) return this.#waitFor();
    const onProblem = (problem: UserError) => {
      this.#fail(problem);
      this.#run = null;
      this.#tables = null;
      this.#watch = this.#waitFor();
      this.#tell();
    };
    return this.#watchRun(folder, { onProblem }, run => {
      this.#run = run;
      this.#problem = null;
      this.#tell();
    });
  }

  #waitFor(): Closable {
    const timer = setTimeout(() => {
      this.#watch = this.#follow();
    }, missingMs);
    return { close: () => clearTimeout(timer) };
  }

  #look(): void {
    const folder = this.#folder();
    if (folder === undefined) {
      this.#problem = `The run ${shown(this.id)} is not in the run store. It was deleted or moved.`;
      return;
    }
    try {
      this.#run = readRun(folder);
      this.#problem = null;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The first store that has it. Nothing but an id can leave a store. */
  #folder(): string | undefined {
    if (!runIdPattern.test(this.id)) return undefined;
    const folders = this.#stores().map(store => path.join(store, 'runs', this.id));
    return folders.find(folder => fs.existsSync(path.join(folder, 'run.json')));
  }

  #fail(error: unknown): void {
    if (!(error instanceof Error)) throw error;
    this.#problem = error.message;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const nothing: Closable = { close: () => undefined };

function shown(id: string): string {
  return runIdPattern.test(id) ? id : 'of that name';
}
