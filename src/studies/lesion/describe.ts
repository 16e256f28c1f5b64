import { choice, closed, either, integer, list, optional } from '../../schema/index.ts';
import { column, study, studyInputs, type ValueOf } from '../contract/describe.ts';

const counts = (description: string) =>
  list(
    integer({ minimum: 1, maximum: 100_000 }, { description: 'A number of blocks or pairs.' }),
    { minItems: 1, maxItems: 1000, uniqueItems: true },
    { description, forms: 'Write a list of numbers, e.g. `[1, 5, 10]`.' },
  );

export const description = study({
  kind: 'lesion',
  order: 20,
  icon: 'graph-scatter',
  hint: 'the error without blocks',
  doc: 'How much a trained network suffers when residuals are removed or blocks change places (Veit, Wilber and Belongie, NeurIPS 2016).',
  example: ['lesion: remove one block', 'of: base', 'remove: each'].join('\n'),
  aliases: ['ablation'],
  inputs: closed(
    {
      ...studyInputs,
      remove: optional(
        either(
          [
            choice(['each'], { description: 'Every block in turn.' }),
            counts('This many random blocks, for each number.'),
          ],
          {
            description:
              'Remove residuals and keep the skips: `each` block in turn, or k random blocks for each k of a list. The residual counts as 0; shortcut and the layers after the addition stay. Of a network without shortcuts the state takes the place of the branch, pooled by its stride and with zero channels added as by `pad`; where that does not give the shape, no block can be removed. Default: `each` where there is no `swap`.',
            forms: 'Write `each` or a list of numbers of blocks, e.g. `[1, 5, 10]`.',
            source: 'Veit et al., NeurIPS 2016',
          },
        ),
      ),
      swap: optional(
        counts(
          'Swap this many random pairs of blocks, one after another, for each number. Blocks of a pair have the same layers and the same shapes; they move with their weights, running statistics, learned factors and the factor of stochastic depth, without a transition in front of them.',
        ),
      ),
      repeats: optional(
        integer(
          { minimum: 1, maximum: 100_000 },
          { description: 'Random choices for each number, our choice of default.', default: 10 },
        ),
      ),
      seed: optional(
        integer(
          { minimum: 0, maximum: 2_147_483_647 },
          { description: 'Drives the random choices.', default: 1 },
        ),
      ),
    },
    { description: 'Test error with residuals removed or blocks swapped.' },
  ),
  complete: value =>
    value.remove === null && value.swap === null ? { ...value, remove: 'each' as const } : value,
  needs: { subject: 'run', examples: true },
  codes: {
    'lesion.too-many': {
      doc: 'More blocks are to be removed than there are.',
      arxiv: '1605.06431',
    },
    'lesion.plain': {
      doc: 'A block of a network without shortcuts is to be removed, and nothing can stand in for it.',
    },
    'lesion.no-pairs': { doc: 'No two blocks can change places.', arxiv: '1605.06431' },
  },

  columns: [
    column(
      'lesion',
      'utf8',
      '',
      'none: the whole network; remove: residuals taken out; swap: blocks exchanged',
    ),
    column('count', 'int32', 'blocks', 'blocks removed, or pairs swapped; 0 for the whole network'),
    column('repeat', 'int32', '', 'which random choice, from 0'),
    column('block', 'int32', 'blocks', 'the block removed, from 0, where it is one', true),
    column(
      'blocks',
      'utf8',
      '',
      'what was changed: removed blocks as `3,17`, swapped pairs as `3-5,8-9`, from 0',
    ),
    column(
      'tau',
      'float64',
      '',
      "Kendall's τ between the new order of blocks and the old; 1 where none moved",
    ),
    column('error', 'float64', '', 'share of examples whose largest logit is not their class'),
    column(
      'loss',
      'float64',
      'nats',
      'mean cross-entropy per example; null where it is no finite number',
      true,
    ),
    column('examples', 'int32', 'examples', 'samples that were evaluated'),
  ],
});

export type Value = ValueOf<typeof description>;
