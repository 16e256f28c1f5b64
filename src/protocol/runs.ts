import type { Variant } from '../base/index.ts';
import type { RunState } from '../record/index.ts';

/** How runs look to views. Everything is plain data; texts from disk are shown as text, never as HTML. */

export type { RunState };

/** Its process is there, may be there, or is still to come: nobody has said how it ended. */
export function isAlive({ life }: { readonly life: RunState }): boolean {
  return ['queued', 'starting', 'running', 'silent'].includes(life.state);
}

/** A run, or rather a chain of runs: one that was resumed counts as one, under the id of its last part. */
export interface RunView {
  /** Id of the newest part; what queries name. */
  readonly id: string;
  /** Ids of all parts, oldest first; the last is `id`. Resumed and forked parts, joined where they meet. */
  readonly parts: readonly string[];
  /** `train`, `norms`, `lesion`, ... */
  readonly kind: string;
  readonly cell: string;
  /** File name of its notebook; null if it has none. */
  readonly notebook: string | null;
  /** Where that was; notebooks of several folders may have the same name. */
  readonly notebookFolder: string | null;
  /** Of its recipe as it is written: runs that share it, and their variant but for the seed, can be averaged. */
  readonly digest: string;
  /** What was set of the recipe for this run, the seed among it. */
  readonly variant: Variant;
  /** ISO 8601. */
  readonly created: string;
  readonly ended: string | null;
  readonly life: RunState;
  readonly step: number;
  /** 0 where it is not known yet. */
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly secondsElapsed: number;
  /** Last test (else validation) accuracy, 0 to 1. */
  readonly accuracy: number | null;
  /** Colour, dash and marker of the run: 0 is ink. See the table of colour roles. */
  readonly slot: number;
  /** What computes: `CPU, AVX-512, 2 threads`; empty before it begins. */
  readonly device: string;
  /** Of the engine: `tensorflow`, `wasm`, `cpu`; and why, where it is a fallback. */
  readonly engine: { readonly name: string; readonly reason: string } | null;
  readonly gpu: { readonly memoryBytes: number | null; readonly utilisation: number | null } | null;
  /** It has a checkpoint to go on from. */
  readonly canResume: boolean;
  /** Steps of its checkpoints, oldest first. */
  readonly checkpoints: readonly number[];
  readonly tags: readonly string[];
  readonly note: string;
  /** Id of the newest study that took each of its blocks out in turn; null where there is none. */
  readonly lesion: string | null;
}

/** One difference in what was asked: `path` in the field's words, e.g. `rate.cosine`. */
export interface Change {
  readonly path: string;
  readonly old: string;
  readonly new: string;
}
