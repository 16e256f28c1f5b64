import type { Static } from '@sinclair/typebox';
import { operatorDoc, warpOperators } from '../../../base/index.ts';
import { choice, closed, either, integer, optional, withDefaults } from '../../../schema/index.ts';
import type { NetworkValue } from '../../values.ts';

const details = closed(
  {
    group: integer(
      { minimum: 2, maximum: 8 },
      {
        description: 'K: consecutive blocks of one shape that become one operator.',
        examples: [2],
      },
    ),
    operator: optional(
      choice(warpOperators, {
        description: operatorDoc,
        default: 'first-order',
      }),
    ),
    devices: optional(
      integer(
        { minimum: 1, maximum: 16 },
        {
          description:
            'Devices that share the terms of an operator; K branches and K−1 derivatives can be apart.',
          default: 1,
        },
      ),
    ),
  },
  { description: 'Groups of blocks side by side.' },
);

export const warpSchema = either(
  [choice(['none'], { description: 'The chain of blocks itself.' }), details],
  {
    description:
      'Groups of K blocks are replaced by a first-order approximation that can be computed in parallel; parameters stay the same. Default: none.',
    source: 'Fok et al., ICLR 2018',
    forms: 'Write `none` or e.g. `{group: 2, operator: first-order}`.',
  },
);

export function resolveWarp(
  text: Static<typeof warpSchema> | undefined,
  base: NetworkValue | null,
): Pick<NetworkValue, 'warp'> {
  if (text === 'none') return {};
  if (text === undefined) return base?.warp === undefined ? {} : { warp: base.warp };
  return { warp: withDefaults(details, text) };
}
