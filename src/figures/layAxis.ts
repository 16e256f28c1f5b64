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

/** Pixels of a label of y, and its distance from the plot. */
const yRoom = 46;

export function layX(input: AxisInput): LaidAxis {
  const { axis, range, domain, measure } = input;
  if (axis.scale === 'time' && axis.format === 'seconds') {
    const { name, seconds } = timeUnit(domain[1]);
    const [low, high] = [domain[0] / seconds, domain[1] / seconds];
    const inUnit = {
      ...input,
      axis: { ...axis, format: 'value' as const },
      domain: [low, high] as const,
    };
    const ticks = ticksOf(inUnit, xTicks).map(t => ({ ...t, value: t.value * seconds }));
    return laid({ ...input, axis: { ...axis, title: name } }, ticks, (at, label) =>
      xFit(at, label),
    );
  }
  function xFit(at: number, label: string): Pick<LaidTick, 'align' | 'room'> {
    const [left, right] = range;
    const half = measure(label) / 2;
    // A long label at an end would be cut, or lie on the name of the axis.
    const align = at + half > right + 9 ? 'end' : at - half < left - 10 ? 'start' : 'middle';
    return { align, room: right - left };
  }
  return laid(input, ticksOf(input, xTicks), xFit);
}

export function layY(input: AxisInput): LaidAxis {
  return laid(input, ticksOf(input, yTicks), () => ({ align: 'end', room: yRoom }));
}

function ticksOf(input: AxisInput, make: (input: TickInput) => Tick[]): Tick[] {
  const length = Math.abs(input.range[1] - input.range[0]);
  return make({ ...input, constant: symlogConstant(input.domain), length });
}

function laid(
  { axis, scale, domain, range, isBare }: AxisInput,
  ticks: readonly Tick[],
  fit: (at: number, label: string) => Pick<LaidTick, 'align' | 'room'>,
): LaidAxis {
  const [low, high] = domain;
  const ends = axis.isReversed === true ? ([high, low] as const) : ([low, high] as const);
  const place = { scale, domain: ends, range, constant: symlogConstant(domain) };
  return {
    ...place,
    ...(scale === 'symlog' ? {} : { constant: undefined }),
    format: axis.format,
    title: axis.title,
    hasGrid: false,
    isBare,
    ticks: ticks.map(({ value, label }) => {
      const at = pixelOf(place, value);
      return { value, at, label, ...fit(at, label) };
    }),
  };
}
