import type { LaidAxis } from '../scene.ts';

/** All of an axis that says where a value lies. */
export type AxisPlace = Pick<LaidAxis, 'scale' | 'domain' | 'range' | 'constant'>;

/** Far outside, canvas coordinates lose their precision: this many pixels are as good as all. */
const farthest = 4000;

/** Pixel of a value along the axis; NaN where it has no place: no number, infinite, not positive on a log axis. */
export function pixelOf(axis: AxisPlace, value: number): number {
  return pixelsBy(axis)(value);
}

/** The same for many values. */
export function pixelsBy(axis: AxisPlace): (value: number) => number {
  const to = transformOf(axis);
  const [from, end] = axis.range;
  const [low, span] = [to(axis.domain[0]), to(axis.domain[1]) - to(axis.domain[0])];
  const [least, most] = [Math.min(from, end) - farthest, Math.max(from, end) + farthest];
  return value => {
    const along = (to(value) - low) / span;
    // Infinities, which only a clamp would give a place.
    if (!(along < Infinity && along > -Infinity)) return NaN;
    return Math.max(least, Math.min(most, from + along * (end - from)));
  };
}

/** The value at a pixel, also outside of the plot area. */
export function valueAt(axis: AxisPlace, pixel: number): number {
  const to = transformOf(axis);
  const [from, end] = axis.range;
  const [low, high] = [to(axis.domain[0]), to(axis.domain[1])];
  return inverseOf(axis)(low + ((pixel - from) / (end - from)) * (high - low));
}

/** Grows with the value; equal differences are equal distances. */
export function transformOf({ scale, constant = 1 }: AxisPlace): (value: number) => number {
  if (scale === 'log') return value => (value > 0 ? Math.log10(value) : NaN);
  if (scale === 'symlog') return value => Math.sign(value) * Math.log1p(Math.abs(value) / constant);
  return value => value;
}

function inverseOf({ scale, constant = 1 }: AxisPlace): (along: number) => number {
  if (scale === 'log') return along => 10 ** along;
  if (scale === 'symlog') return along => Math.sign(along) * Math.expm1(Math.abs(along)) * constant;
  return along => along;
}
