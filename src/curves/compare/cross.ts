import type { TrainedRun } from '../types.ts';
import type { GroupEnd } from './ends.ts';

/** Recipes that differ in nothing but their data, of which each data set has one at most. */
export interface CrossRow {
  readonly name: string;
  readonly slot: number;
  readonly cells: ReadonlyMap<string, GroupEnd>;
}

/** What a recipe says because of its data: their place, what images and classes are like, and how much of them a step takes. */
const ofData: ReadonlySet<string> = new Set([
  'kind',
  'network',
  'seed',
  'data',
  'input',
  'classes',
  'parameters',
  'batch',
  'evaluate',
  'norms',
  'checkpoints',
]);

/** Rows of recipes and columns of data sets, both in the order of first appearance. */
export function crossed(ends: readonly GroupEnd[]): {
  readonly rows: readonly CrossRow[];
  readonly sets: readonly string[];
} {
  const rows: { key: string; row: CrossRow & { readonly cells: Map<string, GroupEnd> } }[] = [];
  for (const end of ends) {
    const [run] = end.group.runs;
    if (run === undefined) continue;
    const key = keyOf(run);
    const free = rows.find(each => each.key === key && !each.row.cells.has(run.dataSet));
    if (free !== undefined) free.row.cells.set(run.dataSet, end);
    else {
      const { name, slot } = end.group;
      rows.push({ key, row: { name, slot, cells: new Map([[run.dataSet, end]]) } });
    }
  }
  const sets = [...new Set(ends.flatMap(({ group }) => group.runs.map(run => run.dataSet)))];
  return { rows: rows.map(({ row }) => row), sets };
}

function keyOf({ asked }: TrainedRun): string {
  const kept = [...asked].filter(([path]) => !ofData.has(path.split('.')[0] ?? path));
  return JSON.stringify(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
