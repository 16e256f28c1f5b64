import type { Row } from '../../base/index.ts';
import type { CellKind, CellValue } from '../../language/index.ts';
import type { NetworkPlan } from '../../network/index.ts';
import type { Program, ProgramDefinition } from '../compile/index.ts';
import type { EvaluationSource } from '../data/index.ts';
import type { Ops, ParameterValues } from '../model/index.ts';

/** Kinds of cells that study a trained network here; others are theory, views, or yet to come. */
export type StudyKind = Extract<CellKind, 'norms' | 'lesion'>;

/** The checked value of such a cell. */
export type StudyValue<K extends StudyKind> = Extract<CellValue, { readonly kind: K }>['value'];

/** A trained network, examples, and something to compute with. */
export interface StudyContext {
  readonly plan: NetworkPlan;
  /** Parameters and running statistics by name, e.g. of a checkpoint. More names do no harm. */
  readonly weights: Readonly<Record<string, ParameterValues>>;
  /** The examples that the value's `split` and `examples` ask for (see `openStudyExamples`). */
  readonly examples: EvaluationSource;
  /** Examples per batch of `examples`, its smaller last one aside. */
  readonly batch: number;
  readonly ops: Ops;
  readonly createProgram: (definition: ProgramDefinition) => Program;
  /** Once aborted, the study ends after the batch in hand, with the rows that it has. */
  readonly signal: AbortSignal;
}

export type StudyEvent =
  /** Rows of results.arrows, as the columns of the kind's descriptor say. */
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  /** `done` of `total` batches. */
  | {
      readonly kind: 'progress';
      readonly phase: string;
      readonly done: number;
      readonly total: number;
    };

/** One kind of study. */
export interface Study<K extends StudyKind> {
  readonly kind: K;
  /** @throws UserError if the network or the examples cannot be studied as the value asks. */
  run(context: StudyContext, value: StudyValue<K>): AsyncGenerator<StudyEvent, void>;
}
