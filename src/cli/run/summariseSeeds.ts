import {
  decimalsApart,
  deviation,
  formatShare,
  formatSpread,
  mean,
  seedKey,
  variantKey,
  variantLabel,
  withoutKey,
  type Variant,
} from '../../base/index.ts';
import type { EndedRun } from './events.ts';

/**
 * Mean and standard deviation of the test accuracy over the seeds of each variant, and each run; nothing where
 * there is one seed.
 */
export function summariseSeeds(cell: string, ended: readonly EndedRun[]): string[] {
  const finished = ended.flatMap(({ variant, ending, test }) => {
    const accuracy = test?.accuracy;
    return ending === 'finished' && typeof accuracy === 'number' ? [{ variant, accuracy }] : [];
  });
  const alike = new Map<string, { variant: Variant; accuracy: number }[]>();
  for (const run of finished) {
    const key = variantKey(withoutKey(run.variant, seedKey));
    alike.set(key, [...(alike.get(key) ?? []), run]);
  }
  return [...alike.values()].flatMap(runs => {
    const [first] = runs;
    if (first === undefined || runs.length < 2) return [];
    const accuracies = runs.map(run => run.accuracy);
    const decimals = decimalsApart(deviation(accuracies), 0);
    const each = runs.map(
      run => `seed ${run.variant.seed}: ${formatShare(run.accuracy, decimals)}`,
    );
    const set = variantLabel(withoutKey(first.variant, seedKey));
    const name = set === '' ? cell : `${cell}, ${set}`;
    return [
      `${name}: test accuracy ${formatSpread(mean(accuracies), deviation(accuracies))} (mean and standard deviation of ${runs.length} seeds)`,
      `  ${each.join(', ')}`,
    ];
  });
}
