import type { Variant } from '../base/index.ts';

/** run.json: what was asked. Written once, before the process starts. Everything is JSON. */
export interface RunRequest {
  readonly format: 1;
  readonly id: string;
  /** ISO 8601 with zone. */
  readonly created: string;
  /** The kind of the cell: `train`, `norms`, `lesion`, ... */
  readonly kind: string;
  readonly notebook: string | null;
  /** Text and digest are those of the recipe as it is written, without the keys of the variant. */
  readonly cell: { readonly name: string; readonly text: string; readonly digest: string };
  /** What was set of the recipe for this run, the seed among it. With the digest it tells what was asked. */
  readonly variant: Variant;
  /** The checked value of the cell (TrainValue, NormsValue, ...) with the keys of the variant, references resolved beside it. */
  readonly value: unknown;
  /** The checked network value that a training uses (a study takes it from its parent's checkpoint). */
  readonly network: { readonly name: string; readonly value: unknown } | null;
  /** The runs that this one goes on from, studies, or takes weights from. */
  readonly parents: readonly RunParent[];
  readonly engine: {
    readonly name: 'auto' | 'tensorflow' | 'wasm' | 'cpu';
    readonly compiled: boolean;
  };
  readonly data: RunData;
  readonly git: { readonly commit: string; readonly dirty: boolean } | null;
  readonly version: string;
  /** It goes on by itself when it crashes: `once` it may, `used`: this is that one time. */
  readonly retry?: 'once' | 'used';
}

/** Another run of the store that a run has something from. */
export interface RunParent {
  readonly run: string;
  /** The checkpoint that it takes; null: the last one. */
  readonly step: number | null;
  /**
   * `resume`: it goes on where that one came to; `fork`: from a checkpoint of it, with what was asked then or with
   * something else; `study`: it measures that one; `weights`: it only starts with its weights. `unsaid`: a
   * training of a version that did not say whether it was a resume or a fork.
   */
  readonly role: 'resume' | 'fork' | 'study' | 'weights' | 'unsaid';
}

/** Which data a run reads. What is absent was not known when it was asked for. */
export interface RunData {
  /** Folder that holds sets by name; null: where the engine usually looks. */
  readonly folder: string | null;
  /** Folder of the set itself. */
  readonly place?: string;
  /**
   * By which rules a picture folder becomes examples. 1 (also where it is absent): links and folders in
   * classes are passed over, the test fifth is drawn by position. 2: they are followed, and it is
   * drawn by name.
   */
  readonly rules?: 1 | 2;
  /** What the data were when it was asked for; the run is refused where they are not that. */
  readonly fingerprint?: DataFingerprint;
  /** How they differ from those of the parent run, where somebody wanted to go on all the same. */
  readonly changed?: string;
}

/** Tells the contents of a data set; equal exactly when names and contents are. */
export interface DataFingerprint {
  /** What it was made of: every byte, or names, sizes and the contents of some files. */
  readonly way: 'contents' | 'sample';
  readonly sha256: string;
  readonly files: number;
  readonly bytes: number;
}

/** data.json: what a run has read. Written once by the engine. */
export interface DataRecord {
  readonly format: 1;
  /** Folder of the set. */
  readonly place: string;
  readonly fingerprint: DataFingerprint;
  /** Size and the beginning of the SHA-256 (null: not looked into) of each file; null: there are too many. */
  readonly files: Readonly<Record<string, readonly [number, string | null]>> | null;
  /** The same of each folder, where there are too many files: how many, their bytes, a sum of theirs. */
  readonly folders: Readonly<Record<string, readonly [number, number, string]>> | null;
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

/** launch.json: who is going to run it, until process.json says who does. */
export interface RunLaunch extends ProcessMark {
  readonly format: 1;
  /** As in process.json. */
  readonly launcher: string;
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
