import type { BlocksData, RunView, StudyData } from '../../../../src/protocol/index.ts';
import { BlockRow } from '../../../../src/figures/index.ts';
import { lesionFacts, lesionRows } from './lesionFacts.ts';
import { runName } from './words.ts';

/** What of a run is compared by block: its norms at the last record, and what each block is worth. */
export interface ComparedRun {
  readonly id: string;
  readonly name: string;
  readonly slot: number;
  readonly record: BlocksData | null;
  readonly costs: BlockCosts | null;
  /** The blocks that it has. */
  readonly own: BlockRow;
}

export interface BlockCosts {
  readonly own: BlockRow;
  /** Error without the block above the intact one, a share, by block; NaN where not measured. */
  readonly values: readonly number[];
}

export type BlockQuantity = 'residual' | 'ratio' | 'cost';

/** Null where neither is there: then nothing is known by block. */
export function comparedRun(
  run: RunView,
  runs: readonly RunView[],
  { record, study }: { readonly record: BlocksData | null; readonly study: StudyData | null },
): ComparedRun | null {
  const costs = study === null ? null : costsOf(study);
  const own = record === null ? costs?.own : new BlockRow(record.axis);
  if (own === undefined) return null;
  return { id: run.id, name: runName(run, runs), slot: run.slot, record, costs, own };
}

function costsOf(study: StudyData): BlockCosts {
  const own = new BlockRow(study.axis);
  const { each } = lesionFacts([lesionRows(study)], study.classes);
  const byBlock = new Map(each.map(({ block, cost }) => [block, cost]));
  return { own, values: Array.from({ length: own.count }, (_, b) => byBlock.get(b) ?? NaN) };
}

/** Those that have it. */
export function having(runs: readonly ComparedRun[], quantity: BlockQuantity): ComparedRun[] {
  return runs.filter(run => (quantity === 'cost' ? run.costs : run.record) !== null);
}

/** The values of a run at its own blocks, and those blocks. */
export function valuesOf(
  { record, costs, own }: ComparedRun,
  quantity: BlockQuantity,
): { readonly own: BlockRow; readonly values: ArrayLike<number> } {
  if (quantity === 'cost') return costs ?? { own, values: [] };
  return { own, values: record?.[quantity] ?? [] };
}

/** Its value at a block of `row`; of a network of another depth that at the same conceptual time. */
export function valueAt(
  row: BlockRow,
  run: ComparedRun,
  quantity: BlockQuantity,
  block: number,
): number {
  const { own, values } = valuesOf(run, quantity);
  const place = own.blockAt(row.placeOf(block));
  return place === null ? NaN : (values[place] ?? NaN);
}
