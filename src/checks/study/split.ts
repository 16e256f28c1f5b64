import type { Cell, Diagnostic } from '../../language/index.ts';
import { type CheckContext, fixAt, placeOf, trainingOf } from '../check.ts';

/** A study on validation examples that the training does not hold out. */
export function* checkSplit(
  study: { readonly cell: Cell; readonly value: { readonly split: string } },
  context: CheckContext,
): Iterable<Diagnostic> {
  if (study.value.split !== 'validation') return;
  const train = trainingOf(study, context);
  if (train === null || train.value.data.validation > 0) return;
  yield {
    code: 'study.no-validation',
    severity: 'error',
    message: `\`${train.cell.name}\` holds out no validation examples; take \`split: test\`, or give its data a \`validation\` count.`,
    range: placeOf(study.cell, ['split']),
    fix: fixAt(study.cell, ['split'], 'test'),
  };
}
