import { sameVariant, type Variant } from '../../base/index.ts';
import { digestOf, variantsAsked } from '../../language/index.ts';
import { type Check, placeOf } from '../check.ts';
import type { WorldRun } from '../world.ts';

/** A cell of which every run has been done already. */
export const checkExistingRuns: Check<'train'> = function* ({ cell }, { notebook, world }) {
  if (world.runs === undefined || world.runs.length === 0) return;
  const digest = digestOf(notebook, cell);
  const done = world.runs.filter(r => r.finished && r.digest === digest);
  // One that read what is there now says more than one that did not.
  const best = (variant: Variant) => {
    const same = done.filter(r => sameVariant(r.variant, variant));
    return same.find(r => r.hasDataOfNow) ?? same[0];
  };
  const asked = variantsAsked(cell);
  const runs = asked.flatMap(variant => best(variant) ?? []);
  if (runs.length < asked.length) return;
  const ids = runs.map(r => r.id).join(', ');
  yield {
    code: 'run.exists',
    severity: 'information',
    message: `This has been run already (${ids}); ${promise(runs)}. Change \`seeds\` for another sample.`,
    range: cell.positions.get(['seeds'])?.value ?? placeOf(cell, []),
  };
};

function promise(runs: readonly WorldRun[]): string {
  if (runs.some(run => run.hasDataOfNow === false))
    return 'its data have changed since, so running it again gives something else';
  return runs.every(run => run.hasDataOfNow)
    ? 'running it again gives the same'
    : 'running it again gives the same if its data are what they were';
}
