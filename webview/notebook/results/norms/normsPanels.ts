import type { BlockColumn } from '../../../../src/protocol/index.ts';
import { formatValue } from '../../../../src/base/index.ts';
import type { FigureTable } from '../../../base/table.ts';
import {
  type BlockRow,
  type Extent,
  logAxis,
  positiveExtent,
  union,
  type BlockPoint,
  betweenBlocks,
  onBlocks,
} from '../../../../src/figures/index.ts';
import type { Panel, PanelLine } from '../../../charts/blocks/panel.ts';
import type { YAxis } from '../../../charts/core/axes.ts';
import type { NormsView } from './normsView.ts';

export interface PanelsInput {
  /** The block axis: that of the newest network. */
  readonly row: BlockRow;
  readonly view: NormsView;
  /** Other runs of the same cell at the same step. */
  readonly others: readonly NormsView[];
  readonly delta: number;
  readonly ratioReach: number;
  readonly showsTheory: boolean;
  readonly showsBand: boolean;
}

export type NormsPanels = Readonly<Record<BlockColumn, Panel>>;

/** States and gradients between blocks, residuals and ratios on them. */
export function normsPanels(input: PanelsInput): NormsPanels {
  const { delta, ratioReach, showsBand } = input;
  const ratio = panel(input, 'ratio');
  return {
    state: panel(input, 'state'),
    gradient: panel(input, 'gradient'),
    residual: panel(input, 'residual'),
    ratio: {
      ...ratio,
      y: ratioAxis(ratioReach),
      band: showsBand ? { low: 1 - delta, high: 1 + delta } : null,
      references: [{ y: 1, slot: null }],
    },
  };
}

function panel(input: PanelsInput, column: BlockColumn): Panel {
  const { row, view, others, showsTheory } = input;
  const theory = column === 'residual' && showsTheory ? view.theory : null;
  const lines: PanelLine[] = [
    ...(theory === null
      ? []
      : [
          {
            label: `theory: ${theory.label}`,
            points: onBlocks(row, theory.residual, view.own),
            look: 'theory' as const,
            slot: 0,
          },
        ]),
    ...others.map((other): PanelLine => ({ ...line(row, other, column), look: 'other' })),
    line(row, view, column),
  ];
  const extents = [view, ...others].map(v => v.extent[column]);
  const all = [...extents, theory === null ? null : positiveExtent(theory.residual)];
  return {
    y: normAxis(all.reduce(union, null)),
    lines,
    readout: block => readout(input, column, block),
    table: () => table(input, column),
  };
}

function line(
  row: BlockRow,
  { record, own, slot, run }: NormsView,
  column: BlockColumn,
): PanelLine {
  const points: BlockPoint[] = (isBetween(column) ? betweenBlocks : onBlocks)(
    row,
    record[column],
    own,
  );
  return { label: run, points, look: 'measured', slot };
}

const isBetween = (column: BlockColumn) => column === 'state' || column === 'gradient';

function normAxis(extent: Extent | null): YAxis {
  const axis = logAxis(extent);
  if (axis === null) return { min: 0.1, max: 10, scale: 'log', ticks: [] };
  return { min: axis[0], max: axis[1], scale: 'log', most: 3 };
}

function ratioAxis(reach: number): YAxis {
  const axis: YAxis = { min: 1 / reach, max: reach, scale: 'log', most: 4 };
  if (reach <= 2 || reach > 10) return axis;
  const values = [0.25, 0.5, 1, 2, 4].filter(v => v > axis.min && v < axis.max);
  return { ...axis, ticks: values.map(value => ({ value, label: String(value) })) };
}

/** Of a block of the axis: `2.4 51.7 · theory 56.0`, by the name that it has in this record. */
function readout(
  { row, view, showsTheory }: PanelsInput,
  column: BlockColumn,
  block: number,
): string[] {
  const { own, record, theory } = view;
  const here = own.blockAt(row.placeOf(block));
  if (here === null) return [];
  const value = record[column][isBetween(column) ? here + 1 : here];
  const name = `${isBetween(column) ? 'after ' : ''}${own.nameOf(here)} `;
  if (column !== 'residual' || theory === null || !showsTheory) return [name, formatValue(value)];
  return [name, formatValue(value), ` · theory ${formatValue(theory.residual[here])}`];
}

function table({ view, others }: PanelsInput, column: BlockColumn): FigureTable {
  const { own, theory } = view;
  const shift = isBetween(column) ? 1 : 0;
  const theoryShown = column === 'residual' ? theory : null;
  const columns = [
    'block',
    isBetween(column) ? `${column} after it` : column,
    ...(theoryShown === null ? [] : ['theory']),
    ...others.map(o => o.run),
  ];
  const rows = Array.from({ length: own.count }, (_, block) => [
    own.nameOf(block),
    view.record[column][block + shift] ?? null,
    ...(theoryShown === null ? [] : [theoryShown.residual[block] ?? null]),
    ...others.map(o => o.record[column][block + shift] ?? null),
  ]);
  if (isBetween(column)) rows.unshift(['input', view.record[column][0] ?? null]);
  return { columns, rows };
}
