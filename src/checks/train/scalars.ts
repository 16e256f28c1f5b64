import { hasWeights } from '../../language/index.ts';
import { type Check, fixAt, networkOf, placeOf } from '../check.ts';

/** Factors that start at zero and are pulled back to it. */
export const checkScalars: Check<'train'> = function* (train, context) {
  const { cell, value } = train;
  const network = networkOf(train, context);
  if (network === null || value.optimizer.decay === 0 || value.optimizer.decayOn !== 'all') return;
  const { init, scale, block, norm } = network.value;
  const last = block.layers.findLast(
    l => hasWeights(l) || (l.layer === 'norm' && norm === 'batch'),
  );
  const zeroGamma = init.kind === 'zero-last' && last?.layer === 'norm';
  if (scale?.initial !== 0 && !zeroGamma) return;
  yield {
    code: 'decay.scalars',
    severity: 'warning',
    message: `Every residual of \`${network.cell.name}\` starts at zero by a learned factor, and weight decay on all parameters pulls these factors back to zero; write \`decay-on: weights\`.`,
    range: placeOf(cell, ['optimizer', 'decay-on']),
    fix: fixAt(cell, ['optimizer', 'decay-on'], 'weights'),
    related: [
      {
        message: 'The factors start at zero here.',
        range: placeOf(network.cell, scale?.initial === 0 ? ['step'] : ['init']),
      },
    ],
  };
};
