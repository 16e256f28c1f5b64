import {
  axisOfNames,
  BlockRow,
  type Extent,
  numberAt,
  positiveExtent,
  type Table,
  textsOf,
} from '../../figures/index.ts';
import { residualsAfterGrowth } from '../../theory/index.ts';
import type { RecordedBlocks, ShownRun, StudyRun } from '../contract/present.ts';

export const columns = ['state', 'residual', 'gradient', 'ratio'] as const;
export type NormsColumn = (typeof columns)[number];

/** Norms of one network at one step: L + 1 states and gradients, L residuals and ratios; NaN where none. */
export type NormsRecord = Readonly<Record<NormsColumn, ArrayLike<number>>>;

/** States and gradients stand between blocks. */
export const isBetween = (column: NormsColumn) => column === 'state' || column === 'gradient';

/** Norms of one run at one step, recorded while it trained or measured by a study. */
export interface NormsView {
  /** Of the run. */
  readonly id: string;
  readonly label: string;
  readonly slot: number;
  /** The network of this record. */
  readonly own: BlockRow;
  readonly record: NormsRecord;
  /** Null: not known. */
  readonly step: number | null;
  /** Residuals that growth predicts, by block of `own`; null without growth. */
  readonly theory: Theory | null;
  /** Over all steps, for steady axes. */
  readonly extent: Readonly<Record<NormsColumn, Extent | null>>;
  /** Averaged samples; null where not said. */
  readonly examples: number | null;
}

export interface Theory {
  readonly residual: readonly number[];
  /** `half of step 300`. */
  readonly label: string;
}

/** What the training recorded. */
export function recordedView(data: RecordedBlocks, run: ShownRun): NormsView {
  const { beforeGrowth: before, stepSize } = data;
  const column = (name: NormsColumn): ArrayLike<number> => data.columns[name] ?? [];
  return {
    ...shownOf(run),
    own: new BlockRow(data.axis),
    record: everyColumn(column),
    step: data.step,
    theory: before && {
      residual: residualsAfterGrowth(before, stepSize),
      label: `${shareName(stepSize / before.stepSize)} of step ${before.step}`,
    },
    extent: everyColumn(name => data.extent[name] ?? null),
    examples: null,
  };
}

/** What a study measured; its rows say themselves which blocks there are where the network is gone. */
export function measuredView(run: StudyRun, results: Table): NormsView {
  const own = new BlockRow(run.axis ?? axisOfNames(textsOf(results, 'name')));
  const values = (name: string, count: number) => {
    const list = new Float64Array(count).fill(NaN);
    // Rows may come in any order; each says its block.
    for (let row = 0; row < results.rows; row++) {
      const block = numberAt(results, 'block', row);
      if (block >= 0 && block < count) list[block] = numberAt(results, name, row);
    }
    return list;
  };
  const record = everyColumn(name => values(name, own.count + (isBetween(name) ? 1 : 0)));
  const examples = values('examples', own.count)[0] ?? NaN;
  return {
    ...shownOf(run),
    own,
    record,
    step: run.of.step,
    theory: null,
    extent: everyColumn(name => positiveExtent(record[name])),
    examples: Number.isFinite(examples) ? examples : null,
  };
}

export function everyColumn<T>(of: (column: NormsColumn) => T): Record<NormsColumn, T> {
  return Object.fromEntries(columns.map(name => [name, of(name)])) as Record<NormsColumn, T>;
}

function shownOf({ id, label, slot }: ShownRun): Pick<NormsView, 'id' | 'label' | 'slot'> {
  return { id, label, slot };
}

function shareName(share: number): string {
  return { 0.5: 'half', 0.25: 'a quarter' }[share] ?? `${Number(share.toPrecision(3))}`;
}
