import {
  betweenBlocks,
  type BlockRow,
  type Extent,
  type Figure,
  onBlocks,
  positiveExtent,
  type Series,
  type ShownColumn,
  type Table,
  tableOf,
  type Tables,
  union,
} from '../../figures/index.ts';
import type { NormsMean } from './present.mean.ts';
import { isBetween, type NormsColumn, type NormsView } from './present.view.ts';

/** What all figures of norms show. */
export interface NormsInput {
  /** Name of the cell. */
  readonly name: string;
  /** The block axis: that of the newest network. */
  readonly row: BlockRow;
  /** The run in front, or the mean of all. */
  readonly view: NormsView;
  /** Of all runs, where their mean is in front; else null. */
  readonly mean: NormsMean | null;
  /** Other runs of the cell, or all where their mean is in front, at the same step. */
  readonly others: readonly NormsView[];
  readonly delta: number;
  /** How far the axis of ratios goes from 1, as a factor. */
  readonly reach: number;
  /** What the panels show, in words. */
  readonly sentence: string;
}

interface Words {
  readonly column: NormsColumn;
  readonly title: string;
  readonly unit: string;
}

const panels: readonly Words[] = [
  { column: 'state', title: 'State', unit: '‖x‖₂, between blocks' },
  { column: 'gradient', title: 'Gradient', unit: '‖∂E/∂x‖₂, between blocks' },
  { column: 'residual', title: 'Residual', unit: '‖G‖₂' },
  { column: 'ratio', title: 'Gradient ratio', unit: '‖gₗ‖ / ‖gₗ₊₁‖' },
];

/** Figures over blocks show the same part of them. */
export const blockGroup = 'blocks';

/** CSS pixels of a panel by block. */
export const panelHeight = ({ count }: BlockRow) => (count > 40 ? 84 : 104);

/** States and gradients between blocks, residuals and ratios on them. */
export function normsPanels(input: NormsInput): { figures: readonly Figure[]; tables: Tables } {
  return {
    figures: panels.map(words => panel(input, words)),
    tables: Object.fromEntries(
      panels.flatMap(({ column }) => [
        [column, tableOfPanel(input, column)] as const,
        ...otherTables(input, column),
      ]),
    ),
  };
}

function panel(input: NormsInput, { column, title, unit }: Words): Figure {
  const { row, view, mean, others, delta, reach } = input;
  const hasTheory = column === 'residual' && view.theory !== null;
  const of = (series: string, y = series) =>
    ({ mark: 'line', data: column, series, x: 'x', y }) as const;
  const isHead = isBetween(column);
  return {
    id: column,
    title,
    unit,
    label: `${title} by block. ${input.sentence}`,
    height: panelHeight(row) + (isHead ? 14 : 0),
    x: { title: 'block', scale: 'block', format: 'count', blocks: row.axis },
    y: {
      title: column,
      scale: 'log',
      format: 'value',
      ...(column === 'ratio'
        ? { domain: [1 / reach, reach] as const, isSymmetric: true, most: 4 }
        : { include: extentOf(input, column) ?? [], most: 3 }),
    },
    series: seriesOf(input, column),
    marks: [
      ...(column === 'ratio'
        ? ([
            { mark: 'band', series: 'band', low: 1 - delta, high: 1 + delta },
            { mark: 'rule', series: 'one', y: 1 },
          ] as const)
        : []),
      ...(mean === null
        ? []
        : ([
            { mark: 'band', data: column, series: 'range', x: 'x', low: 'low', high: 'high' },
          ] as const)),
      ...(hasTheory ? [of('theory')] : []),
      ...others.map((other, i) =>
        other.own.equals(view.own)
          ? of(`run ${i}`)
          : ({
              mark: 'line',
              data: otherTable(column, i),
              series: `run ${i}`,
              x: 'x',
              y: 'y',
            } as const),
      ),
      of('front'),
    ],
    group: blockGroup,
    isHeaded: isHead,
    readout: {
      values: [
        { data: column, x: 'at', y: 'front', format: 'value' },
        ...(hasTheory
          ? [
              {
                ...{ data: column, x: 'at', y: 'theory', label: 'theory' },
                format: 'value' as const,
              },
            ]
          : []),
      ],
      place: 'place',
    },
    shown: { data: column, columns: shownColumns(input, column, hasTheory) },
    fileName: `${input.name} ${column}`,
  };
}

function seriesOf({ view, mean, others }: NormsInput, column: NormsColumn): Series[] {
  const { slot, theory } = view;
  const made: Series[] = [{ id: 'front', label: view.label, slot, look: 'main', legend: null }];
  if (column === 'residual' && theory !== null)
    made.push({
      ...{ id: 'theory', label: `theory: ${theory.label}`, slot: null },
      ...{ look: 'theory', legend: 'theory' },
    });
  if (column === 'ratio')
    made.push(
      { id: 'band', label: '1 ± δ', slot: null, look: 'theory', legend: 'band' },
      { id: 'one', label: '1', slot: null, look: 'line', legend: null },
    );
  const look = mean === null ? 'other' : 'thin';
  if (mean !== null)
    made.push({ id: 'range', label: 'range', slot, look: 'line', legend: 'range' });
  for (const [i, other] of others.entries())
    made.push({ id: `run ${i}`, label: other.label, slot: other.slot, look, legend: null });
  return made;
}

function shownColumns(
  { view, others }: NormsInput,
  column: NormsColumn,
  hasTheory: boolean,
): ShownColumn[] {
  return [
    { column: 'block', head: 'block' },
    { column: 'front', head: isBetween(column) ? `${column} after it` : column },
    ...(hasTheory ? [{ column: 'theory', head: 'theory' }] : []),
    ...others.flatMap(({ label, own }, i) =>
      own.equals(view.own) ? [{ column: `run ${i}`, head: label }] : [],
    ),
  ];
}

/** What a steady axis covers: the values of all recorded steps, and what theory says of this one. */
function extentOf({ view, others }: NormsInput, column: NormsColumn): Extent | null {
  const extents = [view, ...others].map(v => v.extent[column]);
  const theory = column === 'residual' && view.theory ? positiveExtent(view.theory.residual) : null;
  return [...extents, theory].reduce(union, null);
}

/**
 * Rows in the order of the axis; one without a name is where a line breaks. `at`: the middle of the block that a row is
 * of, where the crosshair stands.
 */
function tableOfPanel({ row, view, mean, others }: NormsInput, column: NormsColumn): Table {
  const { own } = view;
  const onRow = isBetween(column) ? betweenBlocks : onBlocks;
  const ys = (values: ArrayLike<number>) => onRow(row, values, own).map(p => p.y);
  const indices = Int32Array.from({ length: own.count + 1 }, (_, i) => i);
  const points = onRow(row, indices, own).map(({ x, y }) => ({
    x,
    block: y - (isBetween(column) ? 1 : 0),
  }));
  const middles = onBlocks(row, indices, own).filter(({ y }) => !Number.isNaN(y));
  const made: Record<string, readonly number[] | readonly string[]> = {
    block: points.map(({ block }) => nameOf(own, block, '')),
    place: points.map(({ block }) => nameOf(own, block, isBetween(column) ? 'after ' : '')),
    x: points.map(({ x }) => x),
    at: points.map(({ x, block }) => middles[block]?.x ?? (block < 0 ? x - 0.5 : x)),
    front: ys(view.record[column]),
  };
  if (column === 'residual' && view.theory !== null) made['theory'] = ys(view.theory.residual);
  if (mean !== null) [made['low'], made['high']] = [ys(mean.low[column]), ys(mean.high[column])];
  for (const [i, other] of others.entries())
    if (other.own.equals(own)) made[`run ${i}`] = ys(other.record[column]);
  return tableOf(made);
}

/** Runs whose network has another depth now: their points lie elsewhere. */
function otherTables({ row, view, others }: NormsInput, column: NormsColumn): [string, Table][] {
  return others.flatMap((other, i): [string, Table][] => {
    if (other.own.equals(view.own)) return [];
    const points = (isBetween(column) ? betweenBlocks : onBlocks)(
      row,
      other.record[column],
      other.own,
    );
    return [[otherTable(column, i), tableOf({ x: points.map(p => p.x), y: points.map(p => p.y) })]];
  });
}

const otherTable = (column: NormsColumn, i: number) => `${column} of run ${i}`;

function nameOf(own: BlockRow, block: number, before: string): string {
  if (Number.isNaN(block)) return '';
  return block < 0 ? 'input' : `${before}${own.nameOf(block)}`;
}
