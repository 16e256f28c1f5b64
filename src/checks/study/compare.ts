import { type Check, fixAt, placeOf, checkedTraining } from '../check.ts';

/** Trainings that cannot be told by one curve. */
export const checkCompare: Check<'compare'> = function* ({ cell, value }, { notebook }) {
  const trainings = cell.references.map(({ target }) =>
    checkedTraining(target === null ? null : (notebook.cells[target] ?? null)),
  );
  const [first] = trainings.filter(t => t !== null);
  for (const [i, train] of trainings.entries()) {
    if (train === null || first === undefined) continue;
    if (value.on === 'validation' && train.value.data.validation === 0)
      yield {
        code: 'study.no-validation',
        severity: 'error',
        message: `\`${train.cell.name}\` holds out no validation examples; take \`on: test\`, or give its data a \`validation\` count.`,
        range: placeOf(cell, ['on']),
        fix: fixAt(cell, ['on'], 'test'),
        related: [{ message: 'It is compared here.', range: placeOf(cell, ['of', i]) }],
      };
    if (train.value.data.set !== first.value.data.set)
      yield {
        code: 'compare.data',
        severity: 'warning',
        message: `\`${train.cell.name}\` is trained on \`${train.value.data.set}\`, \`${first.cell.name}\` on \`${first.value.data.set}\`, so their numbers cannot be compared; take trainings of one data set.`,
        range: placeOf(cell, ['of', i]),
        related: [{ message: 'The other training is here.', range: first.cell.nameRange }],
      };
  }
};
