import { digestOf } from '../../language/index.ts';
import { type Check, placeOf } from '../check.ts';

/** A cell of which every run has been done already. */
export const checkExistingRuns: Check<'train'> = function* ({ cell, value }, { notebook, world }) {
  if (world.runs === undefined || world.runs.length === 0) return;
  const digest = digestOf(notebook, cell);
  const done = world.runs.filter(r => r.finished && r.digest === digest);
  const runs = value.seeds.map(seed => done.find(r => r.seed === seed));
  if (runs.some(r => r === undefined)) return;
  const ids = runs.map(r => r?.id ?? '').join(', ');
  yield {
    code: 'run.exists',
    severity: 'information',
    message: `This has been run already (${ids}); running it again gives the same. Change \`seeds\` for another sample.`,
    range: cell.positions.get(['seeds'])?.value ?? placeOf(cell, []),
  };
};
