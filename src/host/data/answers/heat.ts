import type { Data, HeatQuery } from '../../../protocol/index.ts';
import { chainOf, plannedSteps, recordedHeat, type FindRun } from '../../../results/index.ts';

/** A column of every block at every recorded step, as many steps as there are pixels. */
export function heatData({ run, column, height }: HeatQuery, find: FindRun): Data {
  const parts = chainOf(find(run), find);
  const bands = recordedHeat(parts, column, height);
  if ('reason' in bands) return { kind: 'none', ...bands };
  return { kind: 'heat', run, bands, planned: plannedSteps(parts) };
}
