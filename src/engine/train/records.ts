import type { Row } from '../../base/index.ts';
import type { Checkpoint } from './checkpoint.ts';

/** What a training tells while it goes on; whoever listens writes, shows or forgets it. */
export type TrainRecord =
  /** A row of metrics.arrows. */
  | { readonly kind: 'metrics'; readonly row: Row }
  /** A row of events.arrows. */
  | { readonly kind: 'event'; readonly row: Row }
  /** Rows of blocks.arrows. */
  | { readonly kind: 'blocks'; readonly rows: readonly Row[] }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** To be saved now. The values are the listener's to keep. */
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** A sentence for the log. */
  | { readonly kind: 'message'; readonly text: string };

/** What every split gave for the network of a moment, as rows of metrics.arrows; the first decides what is best. */
export interface Evaluation {
  readonly step: number;
  readonly growths: number;
  readonly rows: readonly EvaluationRow[];
}

export type EvaluationRow = Row & {
  readonly split: string;
  readonly loss: number;
  readonly accuracy: number;
};

export interface Progress {
  readonly phase: 'compiling' | 'training' | 'evaluating';
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly secondsElapsed: number;
  readonly secondsLeft: number | null;
  /** Last value of each metric. */
  readonly metrics: Readonly<Record<string, number | null>>;
}

export type TrainEnding =
  | { readonly ending: 'finished'; readonly step: number }
  | { readonly ending: 'stopped'; readonly step: number }
  | {
      readonly ending: 'failed';
      readonly code: string;
      readonly message: string;
      /** Steps done; the one after it failed. */
      readonly step: number;
      /** Name of a block, `stem`, `head` or `input`; null: none is to blame. */
      readonly block: string | null;
    };
