import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CellMemory } from '../language/index.ts';
import type { StoreRun } from './store/storeRun.ts';
import { makeState, type State } from './state.ts';

/** How long after the last keystroke a notebook is checked. */
const pauseMs = 60;

export interface DocumentsOptions {
  readonly get: (uri: string) => TextDocument | undefined;
  readonly runsOf: (uri: string) => Promise<readonly StoreRun[]>;
  /** Of the device that trains; undefined where it is not known. */
  readonly deviceMemoryBytes: () => Promise<number | undefined>;
  /** Says what is wrong with a version; called once for each version that is still the newest. */
  readonly publish: (state: State) => void;
  readonly fail: (error: unknown) => void;
}

/** The state of each open notebook, made once a version, and the checks that follow a change. */
export class Documents {
  readonly #options: DocumentsOptions;
  readonly #states = new Map<string, State>();
  readonly #runs = new Map<string, readonly StoreRun[]>();
  readonly #memories = new Map<string, CellMemory>();
  /** What was known of the world when each notebook was last checked. */
  readonly #facts = new Map<string, string>();
  #deviceMemoryBytes: number | undefined;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(options: DocumentsOptions) {
    this.#options = options;
  }

  /** Undefined for a document that is not open. */
  state(uri: string): State | undefined {
    const document = this.#options.get(uri);
    if (document === undefined) return undefined;
    const known = this.#states.get(uri);
    const runs = this.#runs.get(uri) ?? [];
    // The document is one object that changes with its version.
    if (known?.text === document.getText() && known.runs === runs) return known;
    const state = makeState(document, runs, this.#memoryOf(uri), this.#deviceMemoryBytes);
    this.#states.set(uri, state);
    return state;
  }

  /** Checks soon; a change in between begins the pause anew. */
  changed(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.set(
      uri,
      setTimeout(() => this.#check(uri), pauseMs),
    );
  }

  /** Reads the runs of a notebook and checks again if they say something new. True if they do. */
  async refresh(uri: string): Promise<boolean> {
    const runs = await this.#options.runsOf(uri);
    const memory = await this.#options.deviceMemoryBytes();
    const facts = JSON.stringify([runs, memory]);
    const isSame = facts === (this.#facts.get(uri) ?? JSON.stringify([[], undefined]));
    if (isSame || this.#options.get(uri) === undefined) return false;
    this.#facts.set(uri, facts);
    this.#deviceMemoryBytes = memory;
    this.#runs.set(uri, runs);
    this.#states.delete(uri);
    this.changed(uri);
    return true;
  }

  closed(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    for (const map of [this.#timers, this.#states, this.#runs, this.#facts, this.#memories])
      map.delete(uri);
  }

  #memoryOf(uri: string): CellMemory {
    const memory = this.#memories.get(uri) ?? new CellMemory();
    this.#memories.set(uri, memory);
    return memory;
  }

  #check(uri: string): void {
    this.#timers.delete(uri);
    try {
      const state = this.state(uri);
      if (state !== undefined) this.#options.publish(state);
    } catch (error) {
      this.#options.fail(error);
    }
  }
}
