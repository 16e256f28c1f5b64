import type { Static } from '@sinclair/typebox';
import { choice, closed, either, number, optional, withDefaults } from '../../../schema/index.ts';
import type { LayerValue } from '../../layers/index.ts';
import type { NetworkValue, TransitionValue } from '../../values.ts';
import type { Report } from '../kind.ts';
import { resolveLayers } from './layerLists.ts';
import { layerTexts } from './layerText.ts';

/** Words for usual transitions; `block` is none. */
export const transitionWords = {
  block: [],
  conv: [{ layer: 'conv', kernel: 1, divide: 1 }],
  pool: [
    { layer: 'pool', by: null },
    { layer: 'tile', times: null },
  ],
} as const satisfies Record<string, readonly LayerValue[]>;

const details = closed(
  {
    layers: layerTexts('The layers.'),
    'norm-preserving': optional(
      number(
        { minimum: 0, maximum: 1 },
        {
          description:
            'Probability per step with which the kernels of stem and transitions are replaced by the nearest norm-preserving ones; 0: never.',
          default: 0,
          source: 'Zaeemzadeh et al., arXiv 1805.07477 (0.5 in the released code)',
        },
      ),
    ),
  },
  { description: 'A transition in detail.' },
);

export const transitionSchema = either(
  [
    choice(['block', 'conv', 'pool'], {
      description:
        '`block`: the first block of a stage; `conv`: a 1×1 convolution, as the list `[conv 1]`; `pool`: average pooling and tiled channels, as the list `[pool, tile]` (Fok et al., ICLR 2018).',
    }),
    layerTexts('The layers; the first `conv` or `pool` carries the stride of the stage.'),
    details,
  ],
  {
    description:
      'What changes resolution and width between two stages: the first `block` of the stage with its shortcut, or layers of their own before it, so that every block keeps its shape: `conv` stands for `[conv 1]`, `pool` for `[pool, tile]`. They come where the stage has a stride or other filters than the feature map before it, before the first stage too, and are no part of a block: lesions and swaps leave them.',
    default: 'block',
    source: 'He et al., CVPR 2016',
    forms: 'Write `block`, `conv`, `pool`, or e.g. `{layers: [conv 1], norm-preserving: 0.5}`.',
  },
);

/** The layers between stages; none where the first block changes the shape. */
export function resolveTransition(
  text: Static<typeof transitionSchema> | undefined,
  base: NetworkValue | null,
  report: Report,
): Pick<NetworkValue, 'transition'> {
  const found = text === undefined ? base?.transition : transitionOf(text, report);
  return found === undefined || found.layers.length === 0 ? {} : { transition: found };
}

function transitionOf(
  text: Static<typeof transitionSchema>,
  report: Report,
): TransitionValue | undefined {
  if (typeof text === 'string') return { layers: transitionWords[text], preserve: 0 };
  if (!('layers' in text))
    return { layers: resolveLayers(text, ['transition'], report), preserve: 0 };
  return {
    layers: resolveLayers(text.layers, ['transition', 'layers'], report),
    preserve: withDefaults(details, text)['norm-preserving'],
  };
}
