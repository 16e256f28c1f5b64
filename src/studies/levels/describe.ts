import { closed, integer, optional } from '../../schema/index.ts';
import { column, study, studyInputs, type ValueOf } from '../contract/describe.ts';

export const description = study({
  kind: 'levels',
  order: 40,
  icon: 'expand-all',
  hint: 'what multi-level training saves',
  doc: 'The cycles of a multi-level training with depth, step and rate of each, and its cost against training the final depth all the time, predicted and measured (Chang et al., ICLR 2018, Section 4 and Table 2).',
  example: ['levels: what they save', 'of: base'].join('\n'),
  aliases: [],
  formerly: ['growth'],
  inputs: closed(
    {
      of: studyInputs.of,
      interpolations: optional(
        integer(
          { minimum: 1, maximum: 8 },
          {
            description:
              'Plan this many growths in cycles of equal length. Default: those of the training.',
            examples: [2],
          },
        ),
      ),
    },
    { description: 'What multi-level training saves.' },
  ),
  needs: { subject: 'run', examples: false },
  codes: {
    'levels.none': {
      doc: 'Levels are asked for of a training that does not grow.',
      arxiv: '1710.10348',
    },
  },

  columns: [
    column('cycle', 'int32', '', 'from 0; each growth begins a new one'),
    column('from', 'float64', 'epochs', 'where the cycle begins'),
    column('until', 'float64', 'epochs', 'where it ends'),
    column('blocks', 'int32', 'blocks', 'blocks of the network in this cycle'),
    column('h', 'float64', '', 'step that multiplies the residual before the addition'),
    column('parameters', 'int32', '', 'trainable parameters in this cycle'),
    column(
      'work',
      'float64',
      '',
      'multiply-accumulates of this cycle over those of the final network for the whole training',
    ),
    column('seconds', 'float64', 'seconds', 'measured time of this cycle', true),
  ],
});

export type Value = ValueOf<typeof description>;
