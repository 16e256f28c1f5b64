import { BlockRow } from '../../figures/index.ts';
import type { BlockQuantity, StudyRun } from '../contract/present.ts';
import { lesionFacts, lesionRows } from './present.facts.ts';

/** What each block costs: the error without it above the intact error. */
export function costByBlock({ results, axis, classes }: StudyRun): BlockQuantity | null {
  if (results === null || axis === null) return null;
  const { each } = lesionFacts([lesionRows(results)], classes);
  if (each.length === 0) return null;
  const values = new Float64Array(new BlockRow(axis).count).fill(NaN);
  for (const { block, cost } of each) values[block] = cost;
  return {
    ...{ id: 'cost', title: 'Cost of removing the block', unit: 'points of error', short: 'cost' },
    format: 'points',
    axis,
    values,
  };
}
