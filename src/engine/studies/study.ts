import type { Row } from '../../base/index.ts';
import type { NetworkPlan } from '../../network/index.ts';
import type { Program, ProgramDefinition } from '../compile/index.ts';
import type { EvaluationSource } from '../data/index.ts';
import type { Ops, ParameterValues } from '../model/index.ts';

/** The measurement of a study, `compute.ts` in its folder; `Value` is the checked value of its cell. */
export interface StudyComputation<Value> {
  /**
   * Yields rows and progress. Once `context.signal` is aborted, it ends after the batch in hand.
   * @throws UserError if the network or the examples cannot be studied as the value asks.
   */
  run(context: StudyContext, value: Value): AsyncGenerator<StudyEvent, void>;
}

/** A trained network, examples, and something to compute with. */
export interface StudyContext {
  readonly plan: NetworkPlan;
  /** Parameters and running statistics by name, e.g. of a checkpoint. More names do no harm. */
  readonly weights: Readonly<Record<string, ParameterValues>>;
  /**
   * The examples that the value's `split` and `examples` ask for (see `openStudyExamples`); none for a
   * study whose description needs none.
   */
  readonly examples: EvaluationSource;
  /** Examples per batch of `examples`, its smaller last one aside. */
  readonly batch: number;
  readonly ops: Ops;
  readonly createProgram: (definition: ProgramDefinition) => Program;
  /** Once aborted, the study ends after the batch in hand, with the rows that it has. */
  readonly signal: AbortSignal;
}

export type StudyEvent =
  /** Rows of results.arrows, as the columns of the study's description say. */
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  /** `done` of `total` batches. */
  | {
      readonly kind: 'progress';
      readonly phase: string;
      readonly done: number;
      readonly total: number;
    };
