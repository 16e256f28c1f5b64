import type { Static } from '@sinclair/typebox';
import { choice, closed, either, number, optional, withDefaults } from '../../../schema/index.ts';
import type { NetworkValue, ScaleValue } from '../../values.ts';

/** h where nothing is said. */
const usual = 1;
const names = ['skipinit', 'rezero', 'layerscale'] as const;

const details = closed(
  {
    learn: choice(['block', 'channel'], {
      description: 'One learned factor for each block, or one for each of its channels.',
      examples: ['block'],
    }),
    initial: optional(
      number({ minimum: -1000, maximum: 1000 }, { description: 'What it starts at.', default: 0 }),
    ),
  },
  { description: 'A learned factor in detail.' },
);

export const stepSchema = either(
  [
    number({ minimum: 0, maximum: 1000 }, { description: 'h, a number that stays as it is.' }),
    choice(names, {
      description:
        'A learned factor for each residual: `skipinit` (De and Smith, 2020) and `rezero` (Bachlechner et al., 2020) are one number a block that starts at 0, `layerscale` (Touvron et al., 2021) one a channel that starts at 0.1, from 19 blocks on at 1e-5, from 25 on at 1e-6.',
    }),
    details,
  ],
  {
    description:
      'h: multiplies each residual before the addition; a number, or learned (`skipinit`, `rezero`, `layerscale`).',
    default: usual,
    source: 'Chang et al., ICLR 2018, eq. 2',
    forms: 'Write a number, `rezero`, `layerscale` or `{learn: channel, initial: 0.1}`.',
  },
);

/** h and the learned factor, for a network of this many blocks. */
export function resolveStep(
  text: Static<typeof stepSchema> | undefined,
  base: NetworkValue | null,
  blocks: number,
): Pick<NetworkValue, 'step' | 'scale'> {
  if (text === undefined)
    return { step: base?.step ?? usual, ...(base?.scale && { scale: base.scale }) };
  if (typeof text === 'number') return { step: text };
  if (typeof text === 'object') {
    const { learn, initial } = withDefaults(details, text);
    return { step: 1, scale: { per: learn, initial } };
  }
  const scale: ScaleValue =
    text === 'layerscale'
      ? { per: 'channel', initial: layerScale(blocks) }
      : { per: 'block', initial: 0 };
  return { step: 1, scale };
}

/** What LayerScale starts at, by depth (Touvron et al., 2021). */
function layerScale(blocks: number): number {
  if (blocks <= 18) return 0.1;
  return blocks <= 24 ? 1e-5 : 1e-6;
}
