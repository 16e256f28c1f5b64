import type { TSchema } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { Column } from '../../base/index.ts';
import { choice, type Filled, integer, optional } from '../../schema/index.ts';

/**
 * What a study is asked and what it answers: all that the language, its reference, completion, the grammar and the schema of
 * results know of it. `inputs` holds every default, once.
 */
export interface StudyDescription<
  Kind extends string = string,
  Inputs extends TSchema = TSchema,
  Code extends string = string,
> {
  /** The name of the folder. */
  readonly kind: Kind;
  /** Its place in menus and in the reference; of equal places, by name. */
  readonly order: number;
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
  /** What earlier versions called the kind: cells that begin so are told the name of now. */
  readonly formerly?: readonly string[];
  /** The keys besides the first, with their defaults. A key whose schema has `names: 'run'` names the training. */
  readonly inputs: Inputs;
  /** What schema defaults cannot say: a default that depends on another key. Never throws. */
  readonly complete?: (value: Filled<Inputs>) => Filled<Inputs>;
  /** What is read before it starts: one training, several, or none; and examples of its data. */
  readonly needs: { readonly subject: 'run' | 'runs' | 'none'; readonly examples: boolean };
  /** Keys of the value that do not belong to the identity of a result. */
  readonly notInDigest?: readonly string[];
  /** Codes of its own mistakes, each beginning with the kind, in the order of the reference: `lesion.no-pairs`. */
  readonly codes?: Readonly<Record<Code, CodeDescription>>;
  /** Columns of results.arrows; a view of runs that are there computes none. */
  readonly columns: readonly Column[];
  /** A view does not run: its present.ts reads the runs. Without: it runs, once it has a compute.ts. */
  readonly isView?: true;
}

/** A description whose kind is only known at run time. */
export type AnyStudy = Omit<StudyDescription, 'complete'> & {
  readonly complete?: (value: never) => unknown;
};

/** What a diagnostic's code stands for. */
export interface CodeDescription {
  /** One sentence. */
  readonly doc: string;
  /** Of the paper that it comes from. */
  readonly arxiv?: string;
}

/** The checked value of a cell: all keys, with defaults; null where a key without a default is left out. */
export type ValueOf<Description extends { readonly inputs: TSchema }> = Filled<
  Description['inputs']
>;

/** Gives a description its exact type, so that values and codes follow from it. */
export function study<
  const Kind extends string,
  Inputs extends TSchema,
  const Code extends string = never,
>(description: StudyDescription<Kind, Inputs, Code>): StudyDescription<Kind, Inputs, Code> {
  return description;
}

/** Keys that every study of a trained network has. */
export const studyInputs = {
  of: Type.String({
    minLength: 1,
    description:
      'What to study: a train cell of this notebook, a run id, or the path of a checkpoint.',
    forms: 'Write the name of a train cell.',
    names: 'run',
  }),
  split: optional(
    choice(['test', 'validation', 'train'], {
      description: 'Which examples; those of `train` without augmentation.',
      default: 'test',
    }),
  ),
  examples: optional(
    integer(
      { minimum: 1, maximum: 1_000_000_000 },
      {
        description: 'Use only the first this many of a seeded shuffle. Default: all.',
        unit: 'examples',
      },
    ),
  ),
};

export function column(
  name: string,
  type: Column['type'],
  unit: string,
  definition: string,
  nullable = false,
): Column {
  return { name, type, nullable, unit, definition };
}
