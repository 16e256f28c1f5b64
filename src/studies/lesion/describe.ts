import type { TSchema } from '@sinclair/typebox';
import { choice, closed, either, integer, list, optional } from '../../schema/index.ts';
import { column, study, studyInputs, type ValueOf } from '../contract/describe.ts';

const count = integer(
  { minimum: 1, maximum: 100_000 },
  { description: 'A number of blocks or pairs.' },
);
const each = choice(['each'], { description: 'Every block in turn.' });

const listOf = <T extends TSchema>(items: T, description: string, forms: string) =>
  list(items, { minItems: 1, maxItems: 1000, uniqueItems: true }, { description, forms });

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
            each,
            listOf(
              either([each, count], {
                description: 'Every block in turn, or a number of blocks.',
                forms: 'Write `each` or a number of blocks.',
              }),
              'This many random blocks, for each number; every block in turn, for `each`.',
              'Write a list of numbers, e.g. `[1, 5]` or `[each, 5]`.',
            ),
          ],
          {
            description:
              'Remove residuals and keep the skips: `each` block in turn, k random blocks for each k of a list, or both, as in `[each, 5, 10]`. The residual counts as 0; shortcut and the layers after the addition stay. Of a network without shortcuts the state takes the place of the branch, pooled by its stride and with zero channels added as by `pad`; where that does not give the shape, no block can be removed. Default: `each` where there is no `swap`.',
            forms:
              'Write `each`, or a list of numbers of blocks that may hold it, e.g. `[each, 5, 10]`.',
            source: 'Veit et al., NeurIPS 2016',
          },
        ),
      ),
      swap: optional(
        listOf(
          count,
          'Swap this many random pairs of blocks, one after another, for each number; they are drawn again where the order comes out unchanged. Blocks of a pair have the same layers and the same shapes; they move with their weights, running statistics, learned factors and the factor of stochastic depth, without a transition in front of them.',
          'Write a list of numbers, e.g. `[1, 5, 10]`.',
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
  complete: value => ({ ...value, remove: plainest(value.remove, value.swap === null) }),
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
    'lesion.same-order': { doc: 'So many swaps of the only pair of blocks change nothing.' },
  },

  columns: [
    column(
      'lesion',
      'utf8',
      '',
      'none: the whole network; remove: residuals taken out; swap: blocks exchanged',
    ),
    column(
      'choice',
      'utf8',
      '',
      'none: the whole network; each: every block in turn; random: blocks or pairs drawn with the seed',
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
      'names',
      'utf8',
      '',
      'the same by names, stage and block within it, from 1: `1.4,3.2`, `1.4-1.6,2.2-2.3`',
    ),
    column(
      'tau',
      'float64',
      '',
      "Kendall's τ between the new order of blocks and the old; 1 where it is the old one",
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

type Removals = 'each' | readonly ('each' | number)[] | null;

/** One way to write one thing, since results are found by it: a list of nothing but `each` is `each`. */
function plainest(remove: Removals, isAlone: boolean): Removals {
  if (remove === null) return isAlone ? 'each' : null;
  return remove !== 'each' && remove.every(k => k === 'each') ? 'each' : remove;
}
