import { formatCount } from '../../base/index.ts';
import type { BlockRow } from '../blockRow.ts';
import { unitFactor } from '../shown.ts';
import type { Axis, ScaleName } from '../spec.ts';
import { tickedBlocks } from './blockTicks.ts';
import { tickLabels } from './labels.ts';
import { logTicks, symlogTicks } from './log.ts';
import { niceTicks } from './nice.ts';
import type { Measure } from '../view.ts';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** What ticks depend on. */
export interface TickInput {
  readonly axis: Axis;
  readonly scale: ScaleName;
  /** Smaller end first. */
  readonly domain: readonly [number, number];
  readonly constant: number;
  /** Pixels of the axis. */
  readonly length: number;
  readonly row: BlockRow | null;
  readonly categories: readonly string[];
  readonly measure: Measure;
}

/** Ticks of y: about four at most, or as many as the axis says. */
export function yTicks(input: TickInput): Tick[] {
  const { axis, scale, domain } = input;
  if (scale === 'ordinal') return categoryTicks(input, 14);
  if (scale === 'block') return blockTicks(input);
  if (axis.isStrip === true) return labelled(input, [...domain]);
  const reach = domain[1];
  if (scale === 'log' && axis.isSymmetric === true && reach > 2 && reach <= 10)
    return labelled(
      input,
      [0.25, 0.5, 1, 2, 4].filter(v => v > domain[0] && v < domain[1]),
    );
  return labelled(input, roundTicks(input, axis.most ?? 4));
}

/** Ticks of x: as many as fit with their labels, two at least. */
export function xTicks(input: TickInput, fits: (ticks: readonly Tick[]) => boolean): Tick[] {
  const { scale, length, axis } = input;
  if (scale === 'ordinal') return categoryTicks(input, null);
  if (scale === 'block') return blockTicks(input);
  const most = axis.most ?? Math.max(2, Math.min(10, Math.floor(length / 42)));
  let ticks: Tick[] = [];
  for (let count = most; count > 0; count--) {
    ticks = labelled(input, roundTicks(input, count));
    if (ticks.length <= 2 || fits(ticks)) break;
  }
  return ticks;
}

/** Two at least. */
function roundTicks(
  { scale, domain: [low, high], constant, axis }: TickInput,
  most: number,
): number[] {
  let ticks: number[] = [];
  for (let count = most; count < most + 8 && ticks.length < 2; count++) {
    if (scale === 'log') ticks = logTicks(low, high, count);
    else if (scale === 'symlog') ticks = symlogTicks(low, high, constant, count);
    else ticks = niceTicks(low, high, count);
  }
  if (axis.format !== 'step') return ticks;
  // There is no half step.
  const whole = ticks.filter(Number.isInteger);
  return whole.length > 1 ? whole : ticks;
}

function labelled({ axis, scale }: TickInput, values: readonly number[]): Tick[] {
  const times = unitFactor(axis.format);
  // A narrow log axis has the ticks of a linear one, which read alike; others are short each for itself.
  const isShort = values.every(
    v => Number((v * times).toPrecision(3)) === Number((v * times).toPrecision(12)),
  );
  const labels = tickLabels(
    values,
    axis.format,
    !((scale === 'log' || scale === 'symlog') && isShort),
  );
  return values.map((value, i) => ({ value, label: labels[i] ?? '' }));
}

function blockTicks({ row, domain: [from, to], length }: TickInput): Tick[] {
  if (row === null) return [];
  return tickedBlocks(row, length / Math.max(1, to - from))
    .filter(block => block >= from && block < to)
    .map(block => ({ value: block + 0.5, label: row.nameOf(block).replace(/^.*\./, '') }));
}

/** Every category, or every n-th where they would run together. */
function categoryTicks(
  { categories, domain: [from, to], length, measure }: TickInput,
  height: number | null,
): Tick[] {
  const labels = categories.map(name => (/^\d+$/.test(name) ? formatCount(Number(name)) : name));
  const needed = height ?? Math.max(0, ...labels.map(l => measure(l))) + 5;
  const room = length / Math.max(1, to - from);
  const every = Math.max(1, Math.ceil(needed / Math.max(1e-9, room)));
  return labels.flatMap((label, value) =>
    value % every === 0 && value >= from && value <= to ? [{ value, label }] : [],
  );
}
