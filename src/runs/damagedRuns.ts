import { formatPlural, sameVariant } from '../base/index.ts';
import type { Cell } from '../language/index.ts';
import { byAge, lastIntactCheckpoint, tornCheckpoints, type Run } from '../store/index.ts';
import { runsOfRecipe, variantsOf, type Invocation } from './newRuns.ts';

/**
 * What a study would have taken if it were whole, a sentence each: runs of its training that are newer than the
 * `used` one of their variant and have only torn checkpoints, and later checkpoints of those that are used.
 */
export function damagedRuns(
  training: Cell,
  invocation: Invocation,
  runs: readonly Run[],
  used: readonly Run[],
): string[] {
  const asked = variantsOf(training, invocation);
  return runsOfRecipe(training, invocation, runs).flatMap(run => {
    const { variant } = run.request;
    if (!hasEnded(run) || !asked.some(each => sameVariant(each, variant))) return [];
    const mine = used.find(each => sameVariant(each.request.variant, variant));
    if (mine !== undefined && byAge(run, mine) < 0) return [];
    return damagedCheckpoints(run);
  });
}

/** Of a run that is to be studied: a sentence about checkpoints behind the one that is taken; none: it is the last. */
export function damagedCheckpoints(run: Run): string[] {
  const last = lastIntactCheckpoint(run.folder);
  const torn = tornCheckpoints(run.folder, last);
  if (torn.length === 0) return [];
  const steps = `${torn.length === 1 ? 'step' : 'steps'} ${torn.join(', ')}`;
  const what = `Of the run ${run.id}, ${formatPlural(torn.length, 'checkpoint')} (${steps}) cannot be read: damaged or cut off`;
  return [`${what}; ${last === undefined ? 'it is passed over' : `step ${last.step} is studied`}.`];
}

function hasEnded({ ending }: Run): boolean {
  return ending?.ending === 'finished' || ending?.ending === 'stopped';
}
