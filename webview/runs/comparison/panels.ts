import type { BlocksData } from '../../../src/protocol/index.ts';
import { formatTick, formatValue } from '../../base/format.ts';
import type { FigureTable } from '../../base/table.ts';
import type { BlockRow } from '../../charts/blocks/blockAxis.ts';
import { logAxis, positiveExtent, ratioReach } from '../../charts/blocks/extents.ts';
import { betweenBlocks, onBlocks } from '../../charts/blocks/overBlocks.ts';
import type { Panel } from '../../charts/blocks/panel.ts';
import { ratios } from './blockFacts.ts';

/** The norms of one run, with how it is called and drawn. */
export interface NamedBlocks {
  readonly name: string;
  readonly slot: number;
  readonly data: BlocksData;
}

export type Compared = 'residual' | 'state' | 'gradient';

/** Norms of all runs over each other. */
export function overlayPanel(row: BlockRow, runs: readonly NamedBlocks[], column: Compared): Panel {
  const place = column === 'residual' ? onBlocks : betweenBlocks;
  const extent = logAxis(positiveExtent(...runs.map(({ data }) => data[column])));
  return {
    y: { min: extent?.[0] ?? 0.1, max: extent?.[1] ?? 10, scale: 'log', most: 3 },
    lines: runs.map(({ name, slot, data }) => ({
      label: name,
      slot,
      points: place(row, data[column]),
      look: 'measured',
    })),
    readout: block => [
      `${row.nameOf(block)} `,
      ...runs.flatMap(({ data }, i) => [
        formatValue(data[column][valueIndex(column, block)]),
        ...(i < runs.length - 1 ? [' · '] : []),
      ]),
    ],
    table: () => tableOf(row, runs, column),
  };
}

/** One run over another on a log axis around 1, as stems. */
export function ratioPanel(
  row: BlockRow,
  [first, second]: readonly [NamedBlocks, NamedBlocks],
  column: Compared,
): Panel {
  const values = ratios(first.data[column], second.data[column]);
  const onAxis = column === 'residual' ? values : values.slice(1);
  const reach = Math.max(2.2, ratioReach(onAxis, 0));
  const ticks = [0.1, 0.25, 0.5, 1, 2, 4, 10].filter(v => v > 1 / reach && v < reach);
  return {
    y: {
      min: 1 / reach,
      max: reach,
      scale: 'log',
      ticks: ticks.map(value => ({ value, label: formatTick(value) })),
    },
    lines: [
      {
        label: `${first.name} / ${second.name}`,
        slot: first.slot,
        points: onBlocks(row, onAxis),
        look: 'measured',
        hasLine: false,
        stems: 1,
      },
    ],
    references: [{ y: 1, slot: null }],
    readout: block => [`${row.nameOf(block)} `, formatValue(onAxis[block])],
    table: () => ({
      columns: ['block', `${first.name} / ${second.name}`],
      rows: Array.from(onAxis, (value, block) => [row.nameOf(block), value]),
    }),
  };
}

function tableOf(row: BlockRow, runs: readonly NamedBlocks[], column: Compared): FigureTable {
  return {
    columns: ['block', ...runs.map(run => run.name)],
    rows: Array.from({ length: row.count }, (_, block) => [
      row.nameOf(block),
      ...runs.map(({ data }) => data[column][valueIndex(column, block)] ?? null),
    ]),
  };
}

/** States and gradients stand between blocks: of a block the one behind it is told. */
const valueIndex = (column: Compared, block: number) => (column === 'residual' ? block : block + 1);
