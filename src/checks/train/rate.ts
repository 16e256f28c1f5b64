import type { Schedule } from '../../base/index.ts';
import type { Path } from '../../language/index.ts';
import { type Check, placeOf } from '../check.ts';

/**
 * Our choice: ten times the largest rate of the papers for SGD (0.5), fifty times the usual one for
 * AdamW, whose steps are as long as the rate whatever the gradient.
 */
const tolerable = { sgd: 5, adamw: 0.05 } as const;
const usual = { sgd: 0.1, adamw: 0.001 } as const;

/** Our choice: a tenth of all weights in each step is more than a gradient can put back. */
const largestLoss = 0.1;

/** Rates and decays that leave nothing to learn with. */
export const checkRate: Check<'train'> = function* ({ cell, value: { rate, optimizer } }) {
  const { kind } = optimizer;
  const largest = largestRate(rate);
  if (largest.rate === 0 || largest.rate > tolerable[kind]) {
    const why = largest.rate === 0 ? 'so nothing is learned' : 'so the loss will not stay finite';
    yield {
      code: largest.rate === 0 ? 'rate.zero' : 'rate.large',
      severity: 'warning',
      message: `The learning rate is ${Number(largest.rate.toPrecision(3))} at its largest, ${why}; with \`${kind}\` rates are about ${usual[kind]}.`,
      range: placeOf(cell, largest.path),
    };
    return;
  }
  // With momentum the steps of one decay add up.
  const steps = optimizer.kind === 'sgd' ? 1 / (1 - optimizer.momentum) : 1;
  const loss = largest.rate * optimizer.decay * steps;
  if (loss <= largestLoss || cell.positions.get(['optimizer', 'decay']) === undefined) return;
  yield {
    code: 'decay.large',
    severity: 'warning',
    message: `At the largest rate, ${Number(largest.rate.toPrecision(3))}, this decay takes ${Math.min(100, Math.round(loss * 100))} % of every weight in a step; usual are ${kind === 'sgd' ? '1e-4 to 1e-3' : '0.01 to 0.1'}.`,
    range: placeOf(cell, ['optimizer', 'decay']),
  };
};

function largestRate(rate: Schedule): { readonly rate: number; readonly path: Path } {
  switch (rate.kind) {
    case 'constant':
      return { rate: rate.rate, path: ['rate'] };
    case 'cosine':
      return { rate: rate.max, path: ['rate', 'cosine', 0] };
    case 'steps': {
      const last = rate.rate * rate.factor ** rate.at.length;
      return last > rate.rate
        ? { rate: last, path: ['rate', 'steps', 'factor'] }
        : { rate: rate.rate, path: ['rate', 'steps', 'rate'] };
    }
  }
}
