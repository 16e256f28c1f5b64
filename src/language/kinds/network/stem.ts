import type { Static } from '@sinclair/typebox';
import type { LayerValue } from '../../layers/index.ts';
import { closed, either, integer, optional, withDefaults } from '../../../schema/index.ts';
import type { NetworkValue } from '../../values.ts';
import type { Report } from '../kind.ts';
import { resolveLayers } from './layerLists.ts';
import { layerTexts } from './layerText.ts';

const details = closed(
  {
    filters: optional(
      integer(
        { minimum: 1, maximum: 65_536 },
        { description: 'Filters of the first convolution; default: those of the first stage.' },
      ),
    ),
    kernel: optional(
      integer({ minimum: 1, maximum: 31 }, { description: 'Its kernel.', default: 3 }),
    ),
    stride: optional(
      integer({ minimum: 1, maximum: 16 }, { description: 'Its stride.', default: 1 }),
    ),
    layers: optional(
      layerTexts(
        'Layers after it; default: what a named block brings (see Blocks). Before a list of layers: none where norms or activations stand in front of its first convolution, else its first norm and its first activation, those of `after` included.',
      ),
    ),
  },
  { description: 'A convolution and the layers after it.' },
);

export const stemSchema = either(
  [
    details,
    layerTexts(
      'All layers of the stem, without a convolution in front of them; `[]`: the blocks take the input itself.',
    ),
  ],
  {
    description:
      'What stands before the first stage: a convolution and layers, or a list of layers alone. Filters in a list are those of the first stage. Default where the blocks have dense layers and no convolution: `dense` in place of the convolution.',
    examples: [{ filters: 16, kernel: 3 }],
    forms:
      'Write e.g. `{filters: 16, kernel: 3}`, or a list of layers such as `[flatten, dense 100]`.',
  },
);

const usual = withDefaults(details, {});

interface Surroundings {
  /** Of the first stage. */
  readonly filters: number;
  /** The blocks have dense layers and no convolution. */
  readonly isDense: boolean;
  /** What the block brings; null: the preset's block is kept. */
  readonly around: readonly LayerValue[] | null;
  readonly report: Report;
}

export function resolveStem(
  text: Static<typeof stemSchema> | undefined,
  base: NetworkValue | null,
  { filters, isDense, around, report }: Surroundings,
): NetworkValue['stem'] {
  if (Array.isArray(text))
    return { filters, kernel: null, stride: 1, layers: resolveLayers(text, ['stem'], report) };
  const layers = text?.layers
    ? resolveLayers(text.layers, ['stem', 'layers'], report)
    : (around ?? base?.stem.layers ?? []);
  if (text === undefined && isDense && around !== null)
    return {
      filters,
      kernel: null,
      stride: 1,
      layers: [{ layer: 'dense', units: null }, ...layers],
    };
  return {
    filters: text?.filters ?? base?.stem.filters ?? filters,
    kernel:
      text === undefined && base !== null
        ? base.stem.kernel
        : (text?.kernel ?? base?.stem.kernel ?? usual.kernel),
    stride: text?.stride ?? base?.stem.stride ?? usual.stride,
    layers,
  };
}
