import {
  BlockRow,
  type EventMark,
  type Figure,
  innerExtent,
  logRamp,
  positiveExtent,
  type Ramp,
  type Table,
  tableOf,
  type Tables,
} from '../../figures/index.ts';
import type { HeatBand } from '../contract/present.ts';
import { blockGroup, type NormsInput, panelHeight } from './present.panels.ts';

export type HeatColumn = 'residual' | 'ratio';
export type Heat = Readonly<Record<HeatColumn, readonly HeatBand[]>>;

/** Rows of pixels of a heat map, so many of which are asked for. */
export const heatRows = 160;

/** More than a run records, for an export, from which no step is left out. */
export const allRows = 1e6;

export interface HeatInput extends NormsInput {
  readonly heat: Heat;
  /** Behind the unit, where there are several runs: the one whose records these are. */
  readonly of: string;
  /** Where the axis of steps ends. */
  readonly steps: number;
}

/** Residual and ratio by block and step. */
export function heatMaps(input: HeatInput): { figures: readonly Figure[]; tables: Tables } {
  const maps = (['residual', 'ratio'] as const).map(column => {
    const title = column === 'residual' ? 'Residual by step' : 'Ratio by step';
    return { column, title, ramp: rampOf(input, column) };
  });
  const drawn = maps.flatMap(({ ramp, ...map }) => (ramp === null ? [] : [{ ...map, ramp }]));
  return {
    figures: drawn.map(map => heatMap(input, map)),
    tables: Object.fromEntries(
      drawn.map(({ column, title }) => [title, heatTable(input.row, input.heat[column])]),
    ),
  };
}

interface HeatMap {
  readonly column: HeatColumn;
  readonly title: string;
  readonly ramp: Ramp;
}

function heatMap(input: HeatInput, { column, title, ramp }: HeatMap): Figure {
  const { row, heat, steps } = input;
  const names = blockNames(row);
  return {
    id: title.toLowerCase(),
    title,
    unit: input.of === '' ? 'log' : `log, ${input.of}`,
    label: `${title}: a heat map, block by step`,
    height: panelHeight(row) + 56,
    x: { title: 'block', scale: 'block', format: 'count', blocks: row.axis },
    y: { title: 'step', scale: 'time', format: 'step', domain: [0, steps], isReversed: true },
    series: [{ id: 'cells', label: title, slot: null, look: 'line', legend: null }],
    marks: [
      {
        ...{ mark: 'cell', data: title, series: 'cells', columns: names },
        ...{ y: 'step', y2: 'until', ramp },
      },
    ],
    events: growthsOf(heat[column]),
    group: blockGroup,
    shown: {
      data: title,
      columns: [
        { column: 'step', head: 'step' },
        ...names.map(name => ({ column: name, head: name })),
      ],
    },
    fileName: `${input.name} ${title.toLowerCase()}`,
  };
}

/** From step to step the values by block of the newest network; a shallower one fills the columns of the same conceptual time. */
function heatTable(row: BlockRow, bands: readonly HeatBand[]): Table {
  const steps = bands.flatMap(band => [...band.steps]);
  const last = steps.length - 1;
  const gap = last > 0 ? (steps[last] ?? 0) - (steps[last - 1] ?? 0) : 1;
  const made: Record<string, Float64Array | Float32Array> = {
    step: Float64Array.from(steps),
    // The newest is as high as the one before it.
    until: Float64Array.from(steps, (step, i) => (i < last ? (steps[i + 1] ?? step) : step + gap)),
  };
  const owns = bands.map(({ axis }) => new BlockRow(axis));
  for (const [block, name] of blockNames(row).entries()) {
    const values = new Float32Array(steps.length);
    let at = 0;
    for (const [i, band] of bands.entries()) {
      const own = owns[i];
      const from = own?.blockAt(row.placeOf(block)) ?? null;
      for (let step = 0; step < band.steps.length; step++, at++)
        values[at] =
          own === undefined || from === null ? NaN : (band.values[step * own.count + from] ?? NaN);
    }
    made[name] = values;
  }
  return tableOf(made);
}

function blockNames(row: BlockRow): string[] {
  return Array.from({ length: row.count }, (_, block) => row.nameOf(block));
}

function growthsOf(bands: readonly HeatBand[]): EventMark[] {
  const count = ({ axis }: HeatBand) => axis.blocks.reduce((a, b) => a + b, 0);
  return bands.flatMap((band, i): EventMark[] => {
    const before = bands[i - 1];
    const x = band.steps[0];
    if (before === undefined || x === undefined) return [];
    const short = `${count(before)} → ${count(band)}`;
    return [{ x, label: `grow ${short}`, short, kind: 'event' }];
  });
}

/** All values of a heat map. */
export function heatValues(bands: readonly HeatBand[]): Float32Array {
  if (bands.length === 1 && bands[0] !== undefined) return bands[0].values;
  const all = new Float32Array(bands.reduce((n, band) => n + band.values.length, 0));
  let at = 0;
  for (const { values } of bands) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/** Residuals from the smallest to the largest, without a hundredth at the ends that would pale the rest; ratios as far above as below 1. */
function rampOf({ heat, reach }: HeatInput, column: HeatColumn): Ramp | null {
  if (!heat[column].some(({ steps }) => steps.length > 0)) return null;
  const values = heatValues(heat[column]);
  const all = positiveExtent(values);
  if (column === 'ratio') return logRamp('around', [1 / reach, reach], all);
  const shown = innerExtent(values, 0.01);
  return shown && logRamp('one-sided', shown, all);
}
