import type { Notebook } from '../../language/index.ts';
import type {
  CellState,
  Data,
  DataOf,
  FiguresQuery,
  NetworkQuery,
  Query,
  RunView,
} from '../../protocol/index.ts';
import type { Asking, Closable, NotShown, StoredRun, WatchRun } from '../../results/index.ts';
import type { Run } from '../../store/index.ts';

export type { Closable };

/** Answers queries of views for as long as they are subscribed. Reads the disk; writes nothing. */
export interface RunData extends Closable {
  /**
   * Answers at once (in a later turn of the event loop) and again whenever the answer changed, four
   * times a second at most. Live runs are looked at only while the subscription is visible, which it
   * is from the start; what came meanwhile is told when it is visible again. Never throws: what cannot
   * be shown is answered with `none` and a sentence.
   */
  subscribe<Q extends Query>(query: Q, onData: (data: DataOf<Q> | None) => void): Subscription;
  /** The notebook's text changed: network queries are answered anew. */
  notebookChanged(): void;
  /** Runs came, went or changed: figures are made of other ones, perhaps. */
  runsChanged(): void;
}

export type None = Extract<Data, { readonly kind: 'none' }>;

export interface Subscription extends Closable {
  /** Another query (zoom, width, selection) of the same view. */
  update(query: Query): void;
  setVisible(visible: boolean): void;
}

/** Says what a query asks in terms of runs, as notebook and store stand now. */
export type Ask = (query: FiguresQuery) => Asking | NotShown;

export interface RunDataOptions {
  /** The `.residual-lab` folders in which runs are looked for. */
  readonly stores: () => readonly string[];
  /** Answers network queries, e.g. with `networkData`; without it they have no answer. */
  readonly network?: (query: NetworkQuery) => Data;
  /** What a query for figures asks; without it they have no answer. */
  readonly figures?: Ask;
  /**
   * Runs of the stores, which are looked at there; without it each is looked at by itself, and nothing is known of queues
   * and of studies that no query names.
   */
  readonly runs?: Pick<RunIndex, 'runs' | 'find' | 'watch'>;
  /** How often live runs are looked at without `runs`: 250 on a local disk (the default), 2000 on a network disk. */
  readonly intervalMs?: number;
}

/** A run of a store with what lists show of it, from its small files only. */
export interface IndexedRun extends StoredRun {
  /** Its place in the queue: how many are before it; null: it does not wait there. */
  readonly ahead: number | null;
  /** Of its device, as last recorded; null where it is not alive or nothing is recorded. */
  readonly gpu: { readonly memoryBytes: number | null; readonly utilisation: number | null } | null;
}

/**
 * The runs of several stores, and all that looks at live ones in this process. The stores are looked at when it is made, and
 * then for as long as a run goes on or waits or somebody holds it: each second whether a run came or
 * went, each `intervalMs` those that go on.
 */
export interface RunIndex extends Closable {
  /** Oldest first. */
  readonly runs: readonly IndexedRun[];
  /** Those that go on or wait, newest last. */
  readonly active: readonly Run[];
  /** What lies in the stores and cannot be read, a sentence each. */
  readonly problems: readonly string[];
  /** The first look is over. */
  readonly ready: Promise<void>;
  find(id: string): IndexedRun | undefined;
  onChange(listener: () => void): Closable;
  /** A run that went on or waited has ended, or is dead and nobody wrote how it ended. */
  onDidEnd(listener: (run: Run) => void): Closable;
  /** Tells of one run; `folder` is in one of the stores. */
  readonly watch: WatchRun;
  /** Runs were made here, in these folders: they are told of to their end. Resolves when they are among `runs`. */
  begin(folders: readonly string[]): Promise<void>;
  /** Keeps looking until it is closed; a view holds it while it is visible. */
  hold(): Closable;
  /** Something may have changed (a watcher's hint, an own write): looks now. */
  refresh(): Promise<void>;
}

export interface RunIndexOptions {
  readonly stores: () => readonly string[];
  /** How often live runs are looked at: 250 on a local disk (the default), 2000 on a network disk. */
  readonly intervalMs?: number;
}

/** Somewhere to keep a few values, such as `vscode.Memento`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The states of the cells of one notebook. */
export interface CellRuns extends Closable {
  /** One for each cell, in the order of the file. */
  readonly states: readonly CellState[];
  onChange(listener: (states: readonly CellState[]) => void): Closable;
  /** The document as it is now. To be called before `states` is of use, and at each change. */
  setNotebook(document: CellDocument): void;
  /** While it is visible the store is followed. False at first. */
  setVisible(visible: boolean): void;
}

export interface CellDocument {
  readonly notebook: Notebook;
  readonly text: string;
  /** Absolute; null where it has no file yet. */
  readonly path: string | null;
  /** `NotebookCell.key` of each cell of `notebook.cells`. */
  readonly keys: readonly string[];
  /** Offsets at which errors begin; found out by checking where they are not given. */
  readonly errors?: readonly number[];
}

/** All runs of the workspace, chains joined, for the run viewer. */
export interface RunCatalog extends Closable {
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly problems: readonly string[];
  readonly ready: Promise<void>;
  onChange(listener: () => void): Closable;
  setVisible(visible: boolean): void;
  refresh(): Promise<void>;
  /** Folder of a run; undefined: it is gone. */
  folderOf(id: string): string | undefined;
  /** The runs of these ids in this order, with slots that differ; a run keeps the slot it once got. */
  chart(ids: readonly string[]): readonly RunView[];
  /** Throws a UserError where the store cannot be written. */
  annotate(id: string, tags: readonly string[], note: string): void;
}
