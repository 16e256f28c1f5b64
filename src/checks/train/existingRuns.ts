import { digestOf } from '../../language/index.ts';
import { type Check, placeOf } from '../check.ts';
import type { WorldRun } from '../world.ts';

/** A cell of which every run has been done already. */
export const checkExistingRuns: Check<'train'> = function* ({ cell, value }, { notebook, world }) {
  if (world.runs === undefined || world.runs.length === 0) return;
  const digest = digestOf(notebook, cell);
  const done = world.runs.filter(r => r.finished && r.digest === digest);
  // One that read what is there now says more than one that did not.
  const best = (seed: number) => {
    const ofSeed = done.filter(r => r.seed === seed);
    return ofSeed.find(r => r.hasDataOfNow) ?? ofSeed[0];
  };
  const runs = value.seeds.flatMap(seed => best(seed) ?? []);
  if (runs.length < value.seeds.length) return;
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
