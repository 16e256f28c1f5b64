import type { Cell, Diagnostic } from '../../language/index.ts';
import { type CheckedCell, fixAt, placeOf } from '../check.ts';

export interface SplitValue {
  readonly split: 'train' | 'validation' | 'test';
}

export function hasSplit(value: unknown): value is SplitValue {
  return typeof value === 'object' && value !== null && 'split' in value;
}

/** A study on validation examples that the training does not hold out. */
export function* checkSplit(
  { cell, value }: { readonly cell: Cell; readonly value: SplitValue },
  train: CheckedCell<'train'>,
): Iterable<Diagnostic> {
  if (value.split !== 'validation' || train.value.data.validation > 0) return;
  yield {
    code: 'study.no-validation',
    severity: 'error',
    message: `\`${train.cell.name}\` holds out no validation examples; take \`split: test\`, or give its data a \`validation\` count.`,
    range: placeOf(cell, ['split']),
    fix: fixAt(cell, ['split'], 'test'),
  };
}
