import type { BlocksData } from '../../../../src/protocol/index.ts';
import { formatValue } from '../../../base/format.ts';
import type { BlockRow } from '../../../charts/blocks/blockAxis.ts';
import { logAxis, positiveExtent, type Extent } from '../../../charts/blocks/extents.ts';
import { onBlocks } from '../../../charts/blocks/overBlocks.ts';
import type { Panel } from '../../../charts/blocks/panel.ts';
import type { YAxis } from '../../../charts/core/axes.ts';

export interface ComparedRun {
  readonly name: string;
  readonly slot: number;
  readonly record: BlocksData;
  readonly own: BlockRow;
}

type Column = 'residual' | 'ratio';

/** One quantity of all runs at their last record, over the blocks of the deepest. */
export function overlayPanel(row: BlockRow, runs: readonly ComparedRun[], column: Column): Panel {
  const at = (run: ComparedRun, block: number) => valueAt(row, run, column, block);
  return {
    y: normAxis(positiveExtent(...runs.map(r => r.record[column]))),
    lines: runs.map(({ name, slot, record, own }) => ({
      label: name,
      slot,
      look: 'measured',
      points: onBlocks(row, record[column], own),
    })),
    references: column === 'ratio' ? [{ y: 1, slot: null }] : [],
    readout: block => [
      `${row.nameOf(block)} `,
      ...runs.flatMap((run, i) => [formatValue(at(run, block)), i + 1 < runs.length ? ' · ' : '']),
    ],
    table: () => ({
      columns: ['block', ...runs.map(r => r.name)],
      rows: blocksOf(row).map(b => [row.nameOf(b), ...runs.map(r => at(r, b))]),
    }),
  };
}

/** The others divided by the first, at the same conceptual time, as stems from 1. */
export function quotientPanel(row: BlockRow, runs: readonly ComparedRun[], column: Column): Panel {
  const [first, ...others] = runs;
  const of = (run: ComparedRun, block: number) =>
    first === undefined
      ? NaN
      : valueAt(row, run, column, block) / valueAt(row, first, column, block);
  const quotients = others.map(run => blocksOf(row).map(b => of(run, b)));
  const extent = positiveExtent(...quotients);
  const reach = extent === null ? 2 : 1.15 * Math.max(extent[1], 1 / extent[0], 1.2);
  return {
    y: { min: 1 / reach, max: reach, scale: 'log', most: 4 },
    lines: others.map(({ name, slot }, i) => ({
      label: name,
      slot,
      look: 'measured',
      hasLine: false,
      stems: 1,
      points: onBlocks(row, quotients[i] ?? []),
    })),
    references: [{ y: 1, slot: null }],
    readout: block => [
      '',
      ...others.flatMap((r, i) => [formatValue(of(r, block)), i + 1 < others.length ? ' · ' : '']),
    ],
    table: () => ({
      columns: ['block', ...others.map(r => r.name)],
      rows: blocksOf(row).map(b => [row.nameOf(b), ...others.map(r => of(r, b))]),
    }),
  };
}

/** How many times the residuals of the first run those of the other are: geometric mean over blocks. */
export function meanQuotient(row: BlockRow, first: ComparedRun, other: ComparedRun): number {
  const logs = blocksOf(row)
    .map(b => Math.log(valueAt(row, other, 'residual', b) / valueAt(row, first, 'residual', b)))
    .filter(Number.isFinite);
  return logs.length === 0 ? NaN : Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length);
}

function valueAt(row: BlockRow, run: ComparedRun, column: Column, block: number): number {
  const own = run.own.blockAt(row.placeOf(block));
  return own === null ? NaN : (run.record[column][own] ?? NaN);
}

const blocksOf = (row: BlockRow) => Array.from({ length: row.count }, (_, i) => i);

function normAxis(extent: Extent | null): YAxis {
  const axis = logAxis(extent);
  if (axis === null) return { min: 0.1, max: 10, scale: 'log', ticks: [] };
  return { min: axis[0], max: axis[1], scale: 'log', most: 3 };
}
