import type { Cell, Diagnostic } from '../../language/index.ts';
import { type CheckContext, type CheckedCell, fixAt, placeOf } from '../check.ts';
import { hasSplit, type SplitValue } from './split.ts';

export interface ExamplesValue extends SplitValue {
  /** Null: all. */
  readonly examples: number | null;
}

export function hasExamples(value: unknown): value is ExamplesValue {
  return hasSplit(value) && 'examples' in value;
}

/** A study that asks for more examples than its split has; it would take all of them. */
export function* checkExamples(
  { cell, value }: { readonly cell: Cell; readonly value: ExamplesValue },
  train: CheckedCell<'train'>,
  context: CheckContext,
): Iterable<Diagnostic> {
  const { split, examples } = value;
  if (examples === null) return;
  const has = countOf(split, train, context);
  if (has === null || has === 0 || examples <= has) return;
  yield {
    code: 'study.examples',
    severity: 'warning',
    message: `\`${train.cell.name}\` has ${has} ${split} examples, so the study takes all of them; ask for at most ${has}, or remove \`examples\`.`,
    range: placeOf(cell, ['examples']),
    fix: fixAt(cell, ['examples'], String(has)),
    related: [{ message: 'The data set is named here.', range: placeOf(train.cell, ['data']) }],
  };
}

/** How many examples a split of a training has; null where it is not known. */
function countOf(
  split: SplitValue['split'],
  { value: { data } }: CheckedCell<'train'>,
  { world }: CheckContext,
): number | null {
  if (split === 'validation') return data.validation;
  const facts = world.dataSets?.get(data.set);
  if (split === 'test') return data.testSubset ?? facts?.test ?? null;
  if (data.trainSubset !== null) return data.trainSubset;
  return facts?.train == null ? null : facts.train - data.validation;
}
