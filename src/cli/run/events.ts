import type { Row, Variant } from '../../base/index.ts';
import type { RunEnding } from '../../record/index.ts';

/** Which run of an invocation an event is about. */
export interface RunLabel {
  readonly cell: string;
  readonly kind: string;
  readonly seed: number;
  /** What was set of its recipe for it, the seed among it. */
  readonly variant: Variant;
  /** The run folder. */
  readonly run: string;
}

export interface Progress {
  /** What it is doing now, for people: `compiling`, `training`, `evaluating`. */
  readonly phase: string;
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Mean over the training batches since the event before. */
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly imagesPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export interface Evaluation {
  readonly split: string;
  readonly step: number;
  readonly epoch: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
}

export interface EngineFacts {
  readonly engine: string;
  readonly version: string;
  readonly device: string;
  readonly reason: string;
}

export interface EndedRun extends RunLabel {
  readonly ending: RunEnding['ending'];
  /** What went wrong, in a sentence; null when nothing did. */
  readonly message: string | null;
  /** Last step done; null if unknown. */
  readonly step: number | null;
  /** The last evaluation of a training on test data, if there was one. */
  readonly test: Evaluation | null;
}

/**
 * What happens to one run, as seen from its folder. With `--json` each is one line of standard
 * output, flattened: `{event, cell, kind, seed, variant, run, ...}`.
 */
export type RunEvent =
  | { readonly event: 'start' }
  | ({ readonly event: 'engine' } & EngineFacts)
  | ({ readonly event: 'progress' } & Progress)
  | ({ readonly event: 'evaluation' } & Evaluation)
  /** What hinders it though it goes on: the disk is full. Null: no longer. */
  | { readonly event: 'problem'; readonly message: string | null }
  /** One row of events.arrows of a training: it grew, its rate began again. */
  | { readonly event: 'happening'; readonly row: Row }
  /** One row of a study's result table. */
  | { readonly event: 'result'; readonly row: Row };

/** Shows an invocation to somebody: a bar on a terminal, plain lines, or JSON. */
export interface Display {
  event(run: RunLabel, event: RunEvent): void;
  ended(run: EndedRun): void;
  /** A remark that is not part of a run: stopping, skipping. */
  note(text: string): void;
  /** Lines for people only: the table of a study, the mean over seeds. */
  text(lines: readonly string[]): void;
  /** The invocation is over: nothing follows. */
  close(): void;
}
