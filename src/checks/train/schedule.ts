import { type Check, placeOf } from '../check.ts';

/** Changes of the rate that never come. */
export const checkSchedule: Check<'train'> = function* ({ cell, value }) {
  const { rate, epochs, warmup } = value;
  const late = (path: readonly (string | number)[], epoch: number, what: string) => ({
    code: 'rate.outside' as const,
    severity: 'warning' as const,
    message: `Training ends after ${epochs} epochs, before ${what} at ${epoch}; take an earlier epoch or train longer.`,
    range: placeOf(cell, path),
  });
  if (rate.kind === 'steps')
    for (const [i, epoch] of rate.at.entries())
      if (epoch >= epochs) yield late(['rate', 'steps', 'at', i], epoch, 'the step of the rate');
  if (rate.kind === 'cosine')
    for (const [i, epoch] of rate.restarts.entries())
      if (epoch >= epochs) yield late(['rate', 'restarts', i], epoch, 'the restart of the rate');
  if (warmup >= epochs && warmup > 0)
    yield {
      code: 'rate.warmup',
      severity: 'warning',
      message: `The rate warms up for ${warmup} epochs of ${epochs}, so it never reaches its full value; shorten \`warmup\`.`,
      range: placeOf(cell, ['warmup']),
    };
};
