import { hasWeights, isActivation } from '../../language/index.ts';
import { type Check, fixAt, placeOf } from '../check.ts';

/** Activations where the identity path should be clean, or none where one is needed. */
export const checkActivations: Check<'network'> = function* ({ cell, value }) {
  const { layers, after } = value.block;
  const firstConv = layers.findIndex(hasWeights);
  const preactivation = layers.slice(0, Math.max(0, firstConv)).some(isActivation);
  if (preactivation && after.some(isActivation))
    yield {
      code: 'block.two-activations',
      severity: 'warning',
      message:
        'The block is pre-activated and has an activation after the addition, so the state is no longer carried unchanged; remove `after`.',
      range: placeOf(cell, ['block', layers.length, 'after']),
    };
  if (preactivation && after.length === 0 && !value.head.layers.some(isActivation))
    yield {
      code: 'head.linear',
      severity: 'warning',
      message:
        'Nothing follows the last addition of a pre-activation network before pooling; write `head: [norm, relu]`.',
      range: placeOf(cell, ['head']),
      fix: fixAt(cell, ['head'], '[norm, relu]'),
    };
  if (![...layers, ...after].some(isActivation))
    yield {
      code: 'block.linear',
      severity: 'warning',
      message: 'The block has no activation, so it is a linear map; add `relu`.',
      range: placeOf(cell, ['block']),
    };
};
