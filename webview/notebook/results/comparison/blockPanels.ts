import { formatPoints, formatValue } from '../../../../src/base/index.ts';
import {
  type BlockRow,
  logAxis,
  positiveExtent,
  type Extent,
  onBlocks,
} from '../../../../src/figures/index.ts';
import type { Panel } from '../../../charts/blocks/panel.ts';
import type { YAxis } from '../../../charts/core/axes.ts';
import { valueAt, valuesOf, type BlockQuantity, type ComparedRun } from './comparedRun.ts';

/** One quantity of all runs, over the blocks of the deepest. */
export function overlayPanel(
  row: BlockRow,
  runs: readonly ComparedRun[],
  quantity: BlockQuantity,
): Panel {
  const all = runs.map(run => valuesOf(run, quantity));
  const format = formatOf(quantity);
  return {
    y:
      quantity === 'cost'
        ? costAxis(all.map(each => each.values))
        : normAxis(positiveExtent(...all.map(each => each.values))),
    lines: runs.map(({ name, slot }, i) => ({
      label: name,
      slot,
      look: 'measured',
      points: onBlocks(row, all[i]?.values ?? [], all[i]?.own),
    })),
    references: quantity === 'residual' ? [] : [{ y: quantity === 'ratio' ? 1 : 0, slot: null }],
    readout: block => [
      `${row.nameOf(block)} `,
      ...between(runs.map(run => format(valueAt(row, run, quantity, block)))),
    ],
    table: () => ({
      columns: ['block', ...runs.map(r => r.name)],
      rows: blocksOf(row).map(b => [row.nameOf(b), ...runs.map(r => valueAt(row, r, quantity, b))]),
    }),
  };
}

/**
 * The others against the first, at the same conceptual time, as stems from where they are equal: costs
 * minus its costs, else divided by it.
 */
export function againstPanel(
  row: BlockRow,
  runs: readonly ComparedRun[],
  quantity: BlockQuantity,
): Panel {
  const [first, ...others] = runs;
  const equal = quantity === 'cost' ? 0 : 1;
  const of = (run: ComparedRun, block: number) => {
    if (first === undefined) return NaN;
    const [value, base] = [run, first].map(r => valueAt(row, r, quantity, block));
    return againstOf(quantity, value ?? NaN, base ?? NaN);
  };
  const all = others.map(run => blocksOf(row).map(b => of(run, b)));
  const format = formatOf(quantity);
  return {
    y: quantity === 'cost' ? symmetricAxis(all) : quotientAxis(positiveExtent(...all)),
    lines: others.map(({ name, slot }, i) => ({
      label: name,
      slot,
      look: 'measured',
      hasLine: false,
      stems: equal,
      points: onBlocks(row, all[i] ?? []),
    })),
    references: [{ y: equal, slot: null }],
    readout: block => ['', ...between(others.map(run => format(of(run, block))))],
    table: () => ({
      columns: ['block', ...others.map(r => r.name)],
      rows: blocksOf(row).map(b => [row.nameOf(b), ...others.map(r => of(r, b))]),
    }),
  };
}

/** How one value stands to that of the first run. */
export function againstOf(quantity: BlockQuantity, value: number, first: number): number {
  return quantity === 'cost' ? value - first : value / first;
}

export function formatOf(quantity: BlockQuantity): (value: number) => string {
  if (quantity !== 'cost') return value => formatValue(value);
  return value => (Number.isNaN(value) ? '–' : formatPoints(value));
}

export const blocksOf = (row: BlockRow) => Array.from({ length: row.count }, (_, i) => i);

function between(words: readonly string[]): string[] {
  return words.flatMap((word, i) => (i + 1 < words.length ? [word, ' · '] : [word, '']));
}

function normAxis(extent: Extent | null): YAxis {
  const axis = logAxis(extent);
  if (axis === null) return { min: 0.1, max: 10, scale: 'log', ticks: [] };
  return { min: axis[0], max: axis[1], scale: 'log', most: 3 };
}

function quotientAxis(extent: Extent | null): YAxis {
  const reach = extent === null ? 2 : 1.15 * Math.max(extent[1], 1 / extent[0], 1.2);
  return { min: 1 / reach, max: reach, scale: 'log', most: 4 };
}

/** Shares, drawn as points; zero is always there. */
function costAxis(lists: readonly ArrayLike<number>[]): YAxis {
  const known = [0, 0.01, ...lists.flatMap(list => Array.from(list))].filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const air = 0.08 * (high - low);
  return { min: low - air, max: high + air, times: 100, isSigned: true };
}

function symmetricAxis(lists: readonly (readonly number[])[]): YAxis {
  const sizes = lists.flat().filter(Number.isFinite).map(Math.abs);
  const size = 1.1 * Math.max(0.01, ...sizes);
  return { min: -size, max: size, times: 100, isSigned: true };
}
