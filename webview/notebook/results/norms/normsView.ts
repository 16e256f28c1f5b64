import { residualsAfterGrowth } from '../../../../src/theory/index.ts';
import type {
  BlockColumn,
  BlocksData,
  RunView,
  StudyData,
} from '../../../../src/protocol/index.ts';
import { BlockRow, type Extent, positiveExtent } from '../../../../src/figures/index.ts';
import type { NormsRecord } from './normsFacts.ts';

/** Norms of one run at one step, recorded while it trained or measured by a study. */
export interface NormsView {
  readonly run: string;
  readonly slot: number;
  /** The network of this record. */
  readonly own: BlockRow;
  readonly record: NormsRecord;
  /** Null: not known. */
  readonly step: number | null;
  /** Residuals that growth predicts, by block of `own`; null without growth. */
  readonly theory: { readonly residual: readonly number[]; readonly label: string } | null;
  /** Over all steps, for steady axes. */
  readonly extent: Readonly<Record<BlockColumn, Extent | null>>;
  /** Averaged samples; null where not said. */
  readonly examples: number | null;
}

export function recordedView(data: BlocksData, run: RunView): NormsView {
  const { beforeGrowth: before, stepSize } = data;
  const theory = before && {
    residual: residualsAfterGrowth(before, stepSize),
    label: `${shareName(stepSize / before.stepSize)} of step ${before.step}`,
  };
  return {
    run: data.run,
    slot: run.slot,
    own: new BlockRow(data.axis),
    record: data,
    step: data.step,
    theory,
    extent: data.extent,
    examples: null,
  };
}

export function studiedView(data: StudyData, run: RunView): NormsView {
  const own = new BlockRow(data.axis);
  const values = (name: string, count: number) => {
    const found = data.columns.find(c => c.column.name === name)?.values ?? [];
    const list = new Float64Array(count).fill(NaN);
    const blocks = data.columns.find(c => c.column.name === 'block')?.values ?? [];
    // Rows may come in any order; each says its block.
    for (let row = 0; row < data.rows; row++) {
      const block = Number(blocks[row] ?? NaN);
      if (block >= 0 && block < count) list[block] = Number(found[row] ?? NaN);
    }
    return list;
  };
  const record: NormsRecord = {
    state: values('state', own.count + 1),
    residual: values('residual', own.count),
    gradient: values('gradient', own.count + 1),
    ratio: values('ratio', own.count),
  };
  const examples = values('examples', own.count)[0] ?? NaN;
  return {
    run: data.run,
    slot: run.slot,
    own,
    record,
    step: data.of.step,
    theory: null,
    extent: {
      state: positiveExtent(record.state),
      residual: positiveExtent(record.residual),
      gradient: positiveExtent(record.gradient),
      ratio: positiveExtent(record.ratio),
    },
    examples: Number.isFinite(examples) ? examples : null,
  };
}

function shareName(share: number): string {
  return { 0.5: 'half', 0.25: 'a quarter' }[share] ?? `${Number(share.toPrecision(3))}`;
}
