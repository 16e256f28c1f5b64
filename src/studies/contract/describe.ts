import type { TSchema } from '@sinclair/typebox';
import type { Column } from '../../base/index.ts';

/**
 * What a study is asked and what it answers: all that the language, its reference, completion, the grammar and the schema of
 * results know of it. `inputs` holds every default, once.
 */
export interface StudyDescription<K extends string, S extends TSchema> {
  readonly kind: K;
  /** A name of codicons. */
  readonly icon: string;
  /** Beside the kind in the menu of new cells: `the error without blocks`. */
  readonly hint: string;
  /** In Markdown: what the cell is for, and its source. */
  readonly doc: string;
  /** A cell of this kind that is correct as it stands. */
  readonly example: string;
  /** What people from elsewhere call it: `ablation`. */
  readonly aliases: readonly string[];
  /** The keys besides the first. */
  readonly inputs: S;
  /** What is read before it starts: one training, several, or none; and examples of its data. */
  readonly needs: { readonly subject: 'run' | 'runs' | 'none'; readonly examples: boolean };
  /** Keys of the value that do not belong to the identity of a result. */
  readonly notInDigest?: readonly string[];
  /** What schema defaults cannot say: a default that depends on another key. Never throws. */
  readonly complete?: (value: never) => unknown;
  /** Columns of results.arrows; a view of runs that are there computes none. */
  readonly columns: readonly Column[];
  /** A view does not run: its present.ts reads the runs. Without: it runs, once it has a compute.ts. */
  readonly isView?: true;
}
