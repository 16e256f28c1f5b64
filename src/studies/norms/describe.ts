import { normDefinitions } from '../../base/index.ts';
import { choice, closed, optional } from '../../schema/index.ts';
import { column, study, studyInputs, type ValueOf } from '../contract/describe.ts';

export const description = study({
  kind: 'norms',
  order: 10,
  icon: 'graph-line',
  hint: 'size of states and residuals',
  doc: 'Norms of state, residual and gradient of every block of a trained network (multi-level paper, Figures 3, 4 and 7).',
  example: ['norms: residuals by depth', 'of: base'].join('\n'),
  aliases: [],
  inputs: closed(
    {
      ...studyInputs,
      statistics: optional(
        choice(['evaluation', 'training'], {
          description:
            'What batch norm uses: the running statistics (`evaluation`), or those of each batch (`training`), as in a training step that drops no value and no block; then a last batch that is smaller is left out, if there is another.',
          default: 'evaluation',
        }),
      ),
    },
    { description: 'Norms of state, residual and gradient by block.' },
  ),
  needs: { subject: 'run', examples: true },

  columns: [
    column('block', 'int32', 'blocks', normDefinitions.block),
    column('name', 'utf8', '', 'stage and block within it, from 1, e.g. `2.4`; `end` for row L'),
    column('stage', 'int32', '', 'stage of the block, from 1; that of the last block for row L'),
    column('h', 'float64', '', 'step that multiplies the residual before the addition', true),
    column('state', 'float32', '', normDefinitions.state, true),
    column('residual', 'float32', '', normDefinitions.studiedResidual, true),
    column('gradient', 'float32', '', normDefinitions.gradient, true),
    column(
      'ratio',
      'float64',
      '',
      'gradient at the input of the block over gradient at its output, in front of a transition that follows it; null where the latter is zero',
      true,
    ),
    column('examples', 'int32', 'examples', 'samples that were averaged'),
  ],
});

export type Value = ValueOf<typeof description>;
