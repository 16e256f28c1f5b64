import type { TSchema } from '@sinclair/typebox';
import type { Column } from '../../base/index.ts';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import type { Path } from '../positions.ts';
import type { ValueProblem } from '../validation/problem.ts';
import type { CellKind, CellValue } from '../values.ts';

/** Reports what a schema cannot say; the path is that of the text. */
export type Report = (
  path: Path,
  code: DiagnosticCode,
  message: string,
  options?: {
    readonly severity?: 'error' | 'warning';
    readonly atKey?: boolean;
    readonly fix?: ValueProblem['fix'];
  },
) => void;

/** A name in a cell's value that stands for another cell. */
export interface ReferenceTo {
  /** Where the name stands, in the text and in the value. */
  readonly path: Path;
  readonly name: string;
  /** `run` to study, `weights` to start from: a train cell of the notebook, a run id, or a path. */
  readonly to: 'network' | 'run' | 'weights';
}

/** Everything that the language knows about one kind of cell. Those of studies are made of their folders (`study.ts`). */
export interface KindDescriptor<K extends CellKind, Text> {
  readonly kind: K;
  /** A name of codicons. */
  readonly icon: string;
  /** Beside the kind in the menu of new cells. */
  readonly hint: string;
  /** In Markdown: what the cell is for. */
  readonly doc: string;
  /** A cell of this kind that is correct as it stands. */
  readonly example: string;
  /** The keys besides the first, with documentation and defaults. */
  readonly schema: TSchema;
  /** Fills in defaults. Null if too much is missing; then it has reported why. Never throws. */
  readonly resolve: (text: Text, report: Report) => ValueOf<K> | null;
  readonly references: (value: ValueOf<K>) => readonly ReferenceTo[];
  /**
   * Keys of the value that do not belong to the identity of a result: every run carries its own
   * seed, so adding one to `seeds` keeps the results of the others.
   */
  readonly notInDigest: readonly string[];
  /**
   * What keys mean in runs from before they existed. Said or not, it is no part of the digest, so that
   * those runs are results of a cell that says it.
   */
  readonly unsaid?: Readonly<Record<string, unknown>>;
  /** Columns of results.arrows; null for a kind that is no study. */
  readonly columns: readonly Column[] | null;
}

/** The checked value of a cell of this kind. */
export type ValueOf<K extends CellKind> = Extract<CellValue, { readonly kind: K }>['value'];
