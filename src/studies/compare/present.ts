import { presentComparison, usualQuestion } from '../../curves/index.ts';
import type { Diagnostic } from '../../language/index.ts';
import { presentByBlock } from './present.byBlock.ts';
import type { Value } from './describe.ts';
import type { CheckedStudy, StudyPresentation } from '../contract/present.ts';

export const presentation: StudyPresentation<Value> = {
  check,
  present: ({ value, trainings, view }) => {
    const curves = presentComparison(trainings, value ?? usualQuestion, view);
    const blocks = presentByBlock(trainings, view);
    return {
      ...curves,
      tables: { ...curves.tables, ...blocks.tables },
      figures: [...curves.figures, ...blocks.figures],
      sentences: [...curves.sentences, ...blocks.sentences],
      listed: [...curves.listed, ...blocks.listed],
      diagram: blocks.diagram,
    };
  },
};

/** Trainings that cannot be told by one curve. */
function* check(study: CheckedStudy<Value>): Iterable<Diagnostic> {
  const { value, subjects, placeOf, fixAt } = study;
  const first = subjects.find(subject => subject !== null);
  const { baseline } = value;
  if (baseline !== null && !value.of.includes(baseline))
    yield {
      code: 'compare.baseline',
      severity: 'error',
      message: `\`${baseline}\` is not among the trainings that are compared; write one of ${value.of.map(name => `\`${name}\``).join(', ')}.`,
      range: placeOf(['baseline']),
    };
  for (const [i, train] of subjects.entries()) {
    if (train === null || first == null) continue;
    const { data } = train.recipe;
    if (value.on === 'validation' && data.validation === 0)
      yield {
        code: 'study.no-validation',
        severity: 'error',
        message: `\`${train.name}\` holds out no validation examples; take \`on: test\`, or give its data a \`validation\` count.`,
        range: placeOf(['on']),
        fix: fixAt(['on'], 'test'),
        related: [{ message: 'It is compared here.', range: placeOf(['of', i]) }],
      };
    if (value.data === 'one' && data.set !== first.recipe.data.set)
      yield {
        code: 'compare.data',
        severity: 'warning',
        message: `\`${train.name}\` is trained on \`${data.set}\`, \`${first.name}\` on \`${first.recipe.data.set}\`, so their numbers cannot be compared; take trainings of one data set, or write \`data: each\`.`,
        range: placeOf(['of', i]),
        related: [{ message: 'The other training is here.', range: first.nameRange }],
      };
  }
}
