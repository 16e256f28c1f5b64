import { Type } from '@sinclair/typebox';
import { list } from '../../../schema/index.ts';

/** One layer, as a word. */
export const layerText = Type.String({
  description:
    'A layer: `norm`, `relu`, `leaky-relu 0.1`, `tanh`, `sigmoid`, `gelu`, `silu`, `identity`, `conv 3`, `conv 3/4`, `dense 100`, `flatten`, `dropout 0.3`, `pool`, `max-pool 2`, `tile`, `bias`, `scale`.',
  forms: 'Write a layer as a word, e.g. `norm`, `relu` or `conv 3`.',
  names: 'layer',
});

/** A list of layers. */
export const layerTexts = (description: string) =>
  list(
    layerText,
    { maxItems: 64 },
    { description, forms: 'Write a list of layers, e.g. `[norm, relu]`.' },
  );
