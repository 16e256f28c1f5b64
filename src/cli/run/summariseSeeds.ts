import { formatShare } from '../../base/index.ts';
import type { EndedRun } from './events.ts';

/** Mean and standard deviation of the test accuracy of several seeds, and each; nothing for one seed. */
export function summariseSeeds(cell: string, ended: readonly EndedRun[]): string[] {
  const runs = ended.flatMap(({ seed, ending, test }) => {
    const accuracy = test?.accuracy;
    return ending === 'finished' && typeof accuracy === 'number' ? [{ seed, accuracy }] : [];
  });
  if (runs.length < 2) return [];
  const mean = runs.reduce((total, run) => total + run.accuracy, 0) / runs.length;
  const squares = runs.reduce((total, run) => total + (run.accuracy - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (runs.length - 1));
  const each = runs.map(run => `seed ${run.seed}: ${formatShare(run.accuracy)}`).join(', ');
  return [
    `${cell}: test accuracy ${formatShare(mean)} ± ${formatShare(deviation)} (mean and standard deviation of ${runs.length} seeds)`,
    `  ${each}`,
  ];
}
