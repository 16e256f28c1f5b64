import type { BlockRow } from './blockRow.ts';
import { pixelOf } from './scales/transform.ts';
import { symlogConstant } from './scales/domain.ts';
import type { LaidAxis, LaidTick } from './scene.ts';
import type { Axis, ScaleName } from './spec.ts';
import { type Tick, type TickInput, xTicks, yTicks } from './ticks/axisTicks.ts';
import type { Measure } from './view.ts';
import { timeUnit } from './ticks/timeUnit.ts';

export interface AxisInput {
  readonly axis: Axis;
  readonly scale: ScaleName;
  /** Smaller end first. */
  readonly domain: readonly [number, number];
  /** Pixels of its two ends: left and right, or bottom and top. */
  readonly range: readonly [number, number];
  readonly row: BlockRow | null;
  readonly categories: readonly string[];
  readonly measure: Measure;
  readonly isBare: boolean;
}

/** Pixels of a label of y: from the edge to the plot, less the 8 that a renderer leaves between them. */
const yRoom = 44;

/** Between labels of x beside each other. */
const xGap = 12;

export function layX(input: AxisInput): LaidAxis {
  const { axis, domain } = input;
  const unit = axis.scale === 'time' && axis.format === 'seconds' ? timeUnit(domain[1]) : null;
  const named = unit === null ? input : { ...input, axis: { ...axis, title: unit.name } };
  const lay = (ticks: readonly Tick[]) => laid(named, ticks, (at, label) => fitX(input, at, label));
  const times = unit?.seconds ?? 1;
  const inUnit: AxisInput = {
    ...input,
    axis: unit === null ? axis : { ...axis, format: 'value' },
    domain: [domain[0] / times, domain[1] / times],
  };
  const inSeconds = (ticks: readonly Tick[]) => ticks.map(t => ({ ...t, value: t.value * times }));
  const fits = (ticks: readonly Tick[]) => areApart(lay(inSeconds(ticks)).ticks, input.measure);
  return lay(inSeconds(xTicks(tickInput(inUnit), fits)));
}

export function layY(input: AxisInput): LaidAxis {
  return laid(input, yTicks(tickInput(input)), () => ({ align: 'end', room: yRoom }));
}

/** A long label at an end would be cut, or lie on the name of the axis. */
function fitX({ range: [left, right], measure }: AxisInput, at: number, label: string) {
  const half = measure(label) / 2;
  const align = at + half > right + 8 ? 'end' : at - half < left - 8 ? 'start' : 'middle';
  return { align, room: right - left } as const;
}

function areApart(ticks: readonly LaidTick[], measure: Measure): boolean {
  let free = -Infinity;
  return ticks.every(({ at, label, align }) => {
    const width = measure(label);
    const left = at - width * { start: 0, middle: 0.5, end: 1 }[align];
    const isFree = left >= free;
    free = left + width + xGap;
    return isFree;
  });
}

function tickInput(input: AxisInput): TickInput {
  const length = Math.abs(input.range[1] - input.range[0]);
  return { ...input, constant: symlogConstant(input.domain), length };
}

function laid(
  { axis, scale, domain, range, isBare }: AxisInput,
  ticks: readonly Tick[],
  fit: (at: number, label: string) => Pick<LaidTick, 'align' | 'room'>,
): LaidAxis {
  const [low, high] = domain;
  const ends = axis.isReversed === true ? ([high, low] as const) : ([low, high] as const);
  const constant = scale === 'symlog' ? { constant: symlogConstant(domain) } : {};
  const place = { scale, domain: ends, range, ...constant };
  return {
    ...place,
    ...{ format: axis.format, title: axis.title, hasGrid: false, isBare },
    ticks: ticks.map(({ value, label }) => {
      const at = pixelOf(place, value);
      return { value, at, label, ...fit(at, label) };
    }),
  };
}
