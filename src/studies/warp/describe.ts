import { choice, closed, integer, list, number, optional } from '../../schema/index.ts';
import { operatorDoc, warpOperators } from '../../base/index.ts';
import { column, study, studyInputs, type ValueOf } from '../contract/describe.ts';

const operators = ['none', ...warpOperators] as const;

export const description = study({
  kind: 'warp',
  order: 50,
  icon: 'split-horizontal',
  hint: 'blocks against their approximation',
  doc: 'The error of first-order operators that compute several blocks side by side (Fok, An, Rashidi and Wang, ICLR 2018), group by group in a trained network.',
  example: ['warp: error of pairs', 'of: base', 'group: 2'].join('\n'),
  aliases: [],
  inputs: closed(
    {
      ...studyInputs,
      group: optional(
        integer(
          { minimum: 2, maximum: 8 },
          {
            description: 'K: consecutive blocks of one shape that become one operator.',
            default: 2,
          },
        ),
      ),
      operators: optional(
        list(
          choice(operators, {
            description: `\`none\`: the sum of the branches without derivatives. ${operatorDoc}`,
          }),
          { minItems: 1, maxItems: 4, uniqueItems: true },
          {
            description: 'Which operators are compared with the chain of blocks.',
            default: ['none', 'first-order', 'input'],
            forms: 'Write a list of operators, e.g. `[none, first-order]`.',
          },
        ),
      ),
      scales: optional(
        list(
          number({ exclusiveMinimum: 0, maximum: 1000 }, { description: 'A factor ε.' }),
          { minItems: 1, maxItems: 100, uniqueItems: true },
          {
            description:
              'ε: all residuals are multiplied by it, in the chain and in the operator, to see the order of the error.',
            default: [1],
            examples: [[1, 0.5, 0.25, 0.125]],
            forms: 'Write a list of factors, e.g. `[1, 0.5, 0.25]`.',
          },
        ),
      ),
    },
    { description: 'How far a parallel operator is from the chain of blocks it replaces.' },
  ),
  needs: { subject: 'run', examples: true },

  columns: [
    column('block', 'int32', 'blocks', 'first block of the group, from 0'),
    column('group', 'int32', 'blocks', 'blocks in the group, K'),
    column('operator', 'utf8', '', 'what replaces the chain: none, first-order, input or released'),
    column('scale', 'float64', '', 'ε that multiplies all residuals'),
    column(
      'error',
      'float64',
      '',
      'L2 norm of the difference between chain and operator over that of the output of the chain, per sample, averaged over samples',
    ),
    column('examples', 'int32', 'examples', 'samples that were averaged'),
  ],
});

export type Value = ValueOf<typeof description>;
