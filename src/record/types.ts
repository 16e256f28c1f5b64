/** run.json: what was asked. Written once, before the process starts. Everything is JSON. */
export interface RunRequest {
  readonly format: 1;
  readonly id: string;
  /** ISO 8601 with zone. */
  readonly created: string;
  /** The kind of the cell: `train`, `norms`, `lesion`, ... */
  readonly kind: string;
  readonly notebook: string | null;
  readonly cell: { readonly name: string; readonly text: string; readonly digest: string };
  readonly seed: number;
  /** The checked value of the cell (TrainValue, NormsValue, ...), references resolved beside it. */
  readonly value: unknown;
  /** The checked network value that a training uses (a study takes it from its parent's checkpoint). */
  readonly network: { readonly name: string; readonly value: unknown } | null;
  /** The run that this one continues or studies; `step` null: its last checkpoint. */
  readonly parent: { readonly run: string; readonly step: number | null } | null;
  readonly engine: {
    readonly name: 'auto' | 'tensorflow' | 'wasm' | 'cpu';
    readonly compiled: boolean;
  };
  readonly data: { readonly folder: string | null };
  readonly git: { readonly commit: string; readonly dirty: boolean } | null;
  readonly version: string;
}

/** What a process leaves of itself, so that it can be looked for later, whoever looks and wherever. */
export interface ProcessMark {
  /** For people: no rule trusts a name. */
  readonly host: string;
  /** Differs after each start of a machine; empty: not known. */
  readonly bootId: string;
  /** The namespace of Linux that the pid counts in, `pid:[4026531836]`; empty: none, or not known. */
  readonly pidNamespace: string;
  /** The one that start time and uptime count in; empty: none, or not known. */
  readonly timeNamespace: string;
  /** Whether another kernel could write to the disk that it writes to; null: the mark is older than this. */
  readonly disk: 'own' | 'shared' | null;
  readonly pid: number;
  /** Start time of the process as the system tells it (clock ticks since boot on Linux), to tell a reused pid. */
  readonly startTime: string;
  /** Seconds from the start of the machine to this mark, by a clock that nobody sets; null: not known. */
  readonly uptime: number | null;
}

/** process.json: who runs it. Created exclusively by the engine; a second process is refused. */
export interface RunProcess extends ProcessMark {
  readonly format: 1;
  /** How it was started, and who says whether it lives: `local`. */
  readonly launcher: string;
  readonly started: string;
  readonly node: string;
  /** This and what follows is empty until it has loaded; see `loadedEngine`. */
  readonly engine: string;
  readonly engineVersion: string;
  readonly device: string;
  /** Why this engine: e.g. `auto: TensorFlow 2.21 loaded`. */
  readonly reason: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** status.json: replaced atomically at each flush, at least every second. */
export interface RunStatus {
  readonly format: 1;
  /** ISO 8601, by the clock of its machine. */
  readonly time: string;
  /** Seconds from the start of its machine, by a clock that nobody sets; null: not known. */
  readonly uptime: number | null;
  readonly state: 'starting' | 'running' | 'ended';
  /** What it is doing now, for people: `compiling`, `training`, `evaluating`. */
  readonly phase: string;
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly secondsElapsed: number;
  readonly secondsLeft: number | null;
  /** Last value of each metric. */
  readonly metrics: Readonly<Record<string, number | null>>;
  /** What hinders it at present though it goes on, a sentence for people: the disk is full. Null: nothing. */
  readonly problem?: string | null;
}

/** end.json: exactly one ending, created exclusively, first writer wins. */
export type RunEnding = { readonly format: 1; readonly time: string } & (
  | { readonly ending: 'finished' }
  | { readonly ending: 'stopped'; readonly step: number }
  | {
      readonly ending: 'failed';
      readonly message: string;
      readonly code: string | null;
      readonly step: number | null;
      readonly block: string | null;
    }
  | {
      readonly ending: 'crashed';
      readonly exitCode: number | null;
      readonly signal: string | null;
      readonly outOfMemory: boolean;
      readonly message: string;
    }
  | { readonly ending: 'refused'; readonly message: string; readonly code: string | null }
);
