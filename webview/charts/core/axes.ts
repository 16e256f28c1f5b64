import type { ChartOptions, LinearScaleOptions } from 'chart.js';
import { cssColour } from '../../../src/figures/index.ts';
import { formatTick } from '../../../src/base/index.ts';
import type { Theme } from '../../base/theme.ts';
import { logTicks, niceTicks, tickLabels } from './ticks.ts';

export interface Axes {
  readonly x: XAxis;
  readonly y: YAxis;
  /** Pixels above the plot area: 18 where flags or stage labels stand, else 6. */
  readonly top?: number;
}

export interface XAxis {
  readonly min: number;
  readonly max: number;
  /** Ticks and their labels; without: round numbers for the width. */
  readonly ticks?: readonly AxisTick[];
  /** Only a baseline, where a plot below carries the labels. */
  readonly isBare?: boolean;
  /** What it counts, in the left margin of the row of ticks: `step`, `block`. */
  readonly name?: string;
}

export interface YAxis {
  readonly min: number;
  readonly max: number;
  readonly scale?: 'linear' | 'log';
  readonly ticks?: readonly AxisTick[];
  /** At most about so many round ticks; 4. */
  readonly most?: number;
  /** Labels are of the value times this: 100 for percent. */
  readonly times?: number;
  /** Labels of differences carry their sign. */
  readonly isSigned?: boolean;
  /** Values grow downward. */
  readonly reversed?: boolean;
  readonly hasGrid?: boolean;
}

export interface AxisTick {
  readonly value: number;
  readonly label: string;
}

/** Every y axis is this wide: plots of a cell align to the pixel. */
export const axisWidth = 52;
export const rightPadding = 10;
/** Height of a row of tick labels. */
export const tickRow = 22;

/** What chart.js needs to lay out and draw the axes; it draws nothing else. */
export function chartOptions({ x, y, top }: Axes, theme: Theme): ChartOptions<'line'> {
  const font = { family: theme.fontFamily, size: theme.tickSize };
  const color = cssColour(theme.quiet);
  const yTicks = y.ticks ?? defaultTicks(y);
  const yLabels = new Map(yTicks.map(t => [t.value, t.label]));
  const xLabels = x.ticks && new Map(x.ticks.map(t => [t.value, t.label]));
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    events: [],
    layout: { padding: { right: rightPadding, top: top ?? 6, bottom: x.isBare ? 6 : 0 } },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
    scales: {
      x: {
        type: 'linear',
        min: x.min,
        max: x.max,
        border: { color: cssColour(theme.axis) },
        grid: { display: false },
        afterBuildTicks: scale => {
          const values = x.ticks?.map(t => t.value) ?? xTicks(x, scale.width || scale.maxWidth);
          scale.ticks = values.map(value => ({ value }));
          // A long number at the very end would be cut.
          const isAtEnd = x.ticks === undefined && values.at(-1) === scale.max;
          const { ticks } = scale.options as unknown as LinearScaleOptions;
          ticks.align = isAtEnd ? 'inner' : 'center';
        },
        // Labels that stick out must not move the plot area.
        afterFit: scale => {
          scale.paddingLeft = scale.paddingRight = 0;
          scale.height = x.isBare ? 1 : tickRow;
        },
        ticks: {
          display: !x.isBare,
          color,
          font,
          maxRotation: 0,
          autoSkip: false,
          padding: 2,
          callback: value => xLabels?.get(Number(value)) ?? formatTick(Number(value)),
        },
      },
      y: {
        type: y.scale === 'log' ? 'logarithmic' : 'linear',
        min: y.min,
        max: y.max,
        reverse: y.reversed ?? false,
        border: { display: false },
        grid: {
          display: y.hasGrid ?? true,
          color: cssColour(theme.grid),
          drawTicks: false,
          lineWidth: 1,
        },
        afterBuildTicks: scale => {
          scale.ticks = yTicks.map(t => ({ value: t.value }));
        },
        afterFit: scale => {
          scale.width = axisWidth;
          scale.paddingTop = scale.paddingBottom = 0;
        },
        ticks: {
          color,
          font,
          padding: 6,
          autoSkip: false,
          callback: value => yLabels.get(Number(value)) ?? '',
        },
      },
    },
  };
}

function defaultTicks({ min, max, scale, most, times = 1, isSigned }: YAxis): AxisTick[] {
  const values = scale === 'log' ? logTicks(min, max, most) : niceTicks(min, max, most);
  // A narrow log axis has the ticks of a linear one, which may need more than three digits.
  const isShort = values.every(v => Number(v.toPrecision(3)) === v);
  const labels =
    scale === 'log' && isShort ? values.map(v => formatTick(v * times)) : tickLabels(values, times);
  return values.map((value, i) => ({
    value,
    label: (isSigned && value > 0 ? '+' : '') + (labels[i] ?? ''),
  }));
}

/** As many round ticks as their labels have room for. */
function xTicks({ min, max, name }: XAxis, width: number): number[] {
  for (let most = Math.max(2, Math.min(10, Math.floor(width / 42))); most > 1; most--) {
    // There is no half step.
    const ticks = niceTicks(min, max, most).filter(t => name !== 'step' || Number.isInteger(t));
    const longest = Math.max(...ticks.map(t => formatTick(t).length));
    if (ticks.length * (longest * 6.5 + 14) <= width) return ticks;
  }
  return niceTicks(min, max, 1);
}
