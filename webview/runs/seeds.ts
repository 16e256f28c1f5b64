import { seedKey, variantKey, withoutKey } from '../../src/base/index.ts';
import type { RunView } from '../../src/protocol/index.ts';

/**
 * The runs with the look of their curves: those that differ by their seed only are drawn as one, with the look of the first. A seed
 * that ran twice is no second sample: such runs stay apart.
 */
export function asDrawn(runs: readonly RunView[]): RunView[] {
  const alike = new Map<string, RunView[]>();
  for (const run of runs) alike.set(keyOf(run), [...(alike.get(keyOf(run)) ?? []), run]);
  return runs.map(run => {
    const group = alike.get(keyOf(run)) ?? [run];
    const isMean = new Set(group.map(({ variant }) => variant.seed)).size === group.length;
    return isMean ? { ...run, slot: group[0]?.slot ?? run.slot } : run;
  });
}

/** Of one cell of one notebook, and of what it asked then but for the seed. */
function keyOf({ notebookFolder, notebook, cell, digest, variant }: RunView): string {
  const set = variantKey(withoutKey(variant, seedKey));
  return [notebookFolder, notebook, cell, digest, set].join('\n');
}
