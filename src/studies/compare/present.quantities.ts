import { mean } from '../../base/index.ts';
import type { RunGroup } from '../../curves/index.ts';
import { BlockRow, type BlockAxis, type NumberFormat } from '../../figures/index.ts';
import type { BlockQuantity, TrainingRun } from '../contract/present.ts';

/** What of a training is compared by block: its norms at the last record, and what its studies say of each block. */
export interface ComparedGroup {
  readonly id: string;
  readonly name: string;
  readonly slot: number;
  /** The blocks that it has. */
  readonly own: BlockRow;
  /** By id of the quantity. */
  readonly values: ReadonlyMap<string, BlockValues>;
}

/** Of several seeds their mean, and the least and the greatest of them. */
export interface BlockValues {
  readonly own: BlockRow;
  readonly values: ArrayLike<number>;
  readonly low: ArrayLike<number> | null;
  readonly high: ArrayLike<number> | null;
}

/** How a quantity is shown. */
export interface Quantity {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly short: string;
  readonly format: NumberFormat;
}

export const residual: Quantity = {
  id: 'residual',
  title: 'Residual',
  unit: '‖G‖₂, last record',
  short: '‖G‖',
  format: 'value',
};

export const ratio: Quantity = {
  id: 'ratio',
  title: 'Gradient ratio',
  unit: '‖gₗ‖ / ‖gₗ₊₁‖',
  short: 'g ratio',
  format: 'value',
};

/** Two are compared by their difference, else by their quotient. */
export const isDifference = ({ format }: Pick<Quantity, 'format'>): boolean => format === 'points';

/** All that some group has, norms around what studies say. */
export function quantitiesOf(groups: readonly RunGroup<TrainingRun>[]): Quantity[] {
  const studied = new Map<string, Quantity>();
  for (const { runs } of groups)
    for (const run of runs)
      for (const quantity of run.byBlock())
        if (!studied.has(quantity.id)) studied.set(quantity.id, quantity);
  return [residual, ...studied.values(), ratio];
}

/** Null where nothing is known by block. */
export function comparedGroup(
  { id, name, slot, runs }: RunGroup<TrainingRun>,
  quantities: readonly Quantity[],
): ComparedGroup | null {
  const records = runs.flatMap(run => {
    const found = run.blocks(null);
    return 'reason' in found ? [] : [found];
  });
  const studied = runs.flatMap(run => run.byBlock());
  const values = new Map<string, BlockValues>();
  for (const quantity of quantities) {
    const isNorm = quantity === residual || quantity === ratio;
    const found = isNorm
      ? meanOf(records.map(({ axis, columns }) => ({ axis, values: columns[quantity.id] ?? [] })))
      : meanOf(studied.filter((each: BlockQuantity) => each.id === quantity.id));
    if (found !== null) values.set(quantity.id, found);
  }
  const [first] = values.values();
  return first === undefined ? null : { id, name, slot, own: first.own, values };
}

/** Over runs whose network is that of the first. */
function meanOf(
  all: readonly { readonly axis: BlockAxis; readonly values: ArrayLike<number> }[],
): BlockValues | null {
  const [first] = all;
  if (first === undefined) return null;
  const own = new BlockRow(first.axis);
  const alike = all.filter(({ axis }) => new BlockRow(axis).equals(own));
  if (alike.length === 1) return { own, values: first.values, low: null, high: null };
  const over = (of: (values: readonly number[]) => number) =>
    Float64Array.from({ length: own.count }, (_, block) => {
      const known = alike
        .map(({ values }) => values[block] ?? NaN)
        .filter(value => !Number.isNaN(value));
      return known.length === 0 ? NaN : of(known);
    });
  return {
    own,
    values: over(mean),
    low: over(values => Math.min(...values)),
    high: over(values => Math.max(...values)),
  };
}

/** Those that have it. */
export function having(
  groups: readonly ComparedGroup[],
  { id }: Pick<Quantity, 'id'>,
): ComparedGroup[] {
  return groups.filter(({ values }) => values.has(id));
}

/** The value at a block of `row`; of a network of another depth that at the same conceptual time. */
export function valueAt(
  row: BlockRow,
  group: ComparedGroup,
  { id }: Quantity,
  block: number,
): number {
  const found = group.values.get(id);
  const place = found?.own.blockAt(row.placeOf(block)) ?? null;
  return place === null ? NaN : (found?.values[place] ?? NaN);
}

/** How one value stands to that of the first. */
export function againstOf(quantity: Quantity, value: number, first: number): number {
  return isDifference(quantity) ? value - first : value / first;
}

export const blocksOf = (row: BlockRow): number[] => Array.from({ length: row.count }, (_, i) => i);
