import { closed, integer, list, optional } from '../../schema/index.ts';
import { column, study, studyInputs, type ValueOf } from '../contract/describe.ts';

export const description = study({
  kind: 'paths',
  order: 30,
  icon: 'git-merge',
  hint: 'gradient by length of path',
  doc: 'A residual network as a collection of paths: how many have which length, and how much gradient comes by those of each length (Veit, Wilber and Belongie, NeurIPS 2016).',
  example: ['paths: where gradient flows', 'of: base', 'lengths: [1, 5, 10]'].join('\n'),
  aliases: [],
  inputs: closed(
    {
      ...studyInputs,
      lengths: optional(
        list(
          integer(
            { minimum: 0, maximum: 100_000 },
            { description: 'Residual branches on a path.', unit: 'blocks' },
          ),
          { minItems: 1, maxItems: 1000, uniqueItems: true },
          {
            description:
              'Path lengths whose gradient is measured. Default: all from 0 to the number of blocks.',
            forms: 'Write a list of lengths, e.g. `[1, 5, 10]`.',
          },
        ),
      ),
      repeats: optional(
        integer(
          { minimum: 1, maximum: 100_000 },
          { description: 'Random paths for each length, our choice of default.', default: 20 },
        ),
      ),
      remove: optional(
        integer(
          { minimum: 0, maximum: 100_000 },
          {
            description: 'Blocks taken out at random first: d of n leave 2^(n−d) paths.',
            default: 0,
            unit: 'blocks',
          },
        ),
      ),
      seed: optional(
        integer(
          { minimum: 0, maximum: 2_147_483_647 },
          { description: 'Drives the random choices.', default: 1 },
        ),
      ),
    },
    { description: 'How many paths have which length, and how much gradient comes by them.' },
  ),
  needs: { subject: 'run', examples: true },
  codes: {
    'paths.plain': { doc: 'A network without shortcuts is one path.', arxiv: '1605.06431' },
    'paths.too-long': { doc: 'No path goes through so many blocks.', arxiv: '1605.06431' },
  },

  columns: [
    column('length', 'int32', 'blocks', 'residual branches on a path, k'),
    column('paths', 'float64', '', 'share of all paths that have this length: C(n, k) / 2^n'),
    column(
      'gradient',
      'float64',
      '',
      'L2 norm of the gradient of the mean batch loss by the input of the first block through one random path: the branch alone at k random blocks, the shortcut alone at the others; averaged over samples, batches and random paths',
      true,
    ),
    column('total', 'float64', '', 'gradient times the number of paths, C(n, k)', true),
    column('share', 'float64', '', 'total over the sum of totals of all lengths measured', true),
    column('repeats', 'int32', '', 'random paths that were averaged'),
    column('examples', 'int32', 'examples', 'samples that were averaged'),
  ],
});

export type Value = ValueOf<typeof description>;
