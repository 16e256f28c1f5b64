import { type Check, placeOf } from '../check.ts';

/** Nesterov's look ahead goes along the momentum; without one it is plain gradient descent. */
export const checkMomentum: Check<'train'> = function* ({ cell, value: { optimizer } }) {
  if (optimizer.kind !== 'sgd' || !optimizer.nesterov || optimizer.momentum > 0) return;
  yield {
    code: 'optimizer.nesterov',
    severity: 'warning',
    message:
      'Nesterov momentum looks ahead along the momentum, and here that is 0, so it changes nothing; write e.g. `momentum: 0.9`, or remove `nesterov`.',
    range: placeOf(cell, ['optimizer', 'nesterov']),
    related: [
      { message: 'The momentum is here.', range: placeOf(cell, ['optimizer', 'momentum']) },
    ],
  };
};
