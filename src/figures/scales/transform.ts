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
  const { low, span, from, length, least, most } = measured(axis);
  const to = transformOf(axis);
  return value => {
    const along = (to(value) - low) / span;
    // An infinity would get a place by the clamp.
    if (!(along < Infinity && along > -Infinity)) return NaN;
    return Math.max(least, Math.min(most, from + along * length));
  };
}

/** The same of the values from `first` to `end`, to every second place of `to` from `at` on. Fast for a million. */
export function writePixels(
  axis: AxisPlace,
  values: ArrayLike<number>,
  [first, end]: readonly [number, number],
  to: Float64Array,
  at: number,
): void {
  const { low, span, from, length, least, most } = measured(axis);
  const along = transformOf(axis);
  const isPlain = axis.scale !== 'log' && axis.scale !== 'symlog';
  for (let i = first, j = at; i < end; i++, j += 2) {
    const value = values[i] ?? NaN;
    const share = ((isPlain ? value : along(value)) - low) / span;
    const pixel = from + share * length;
    // Infinities are no number as pixels either.
    if (pixel >= least && pixel <= most) to[j] = pixel;
    else to[j] = share < Infinity && share > -Infinity ? (pixel < least ? least : most) : NaN;
  }
}

function measured(axis: AxisPlace) {
  const to = transformOf(axis);
  const [from, end] = axis.range;
  return {
    low: to(axis.domain[0]),
    span: to(axis.domain[1]) - to(axis.domain[0]),
    from,
    length: end - from,
    least: Math.min(from, end) - farthest,
    most: Math.max(from, end) + farthest,
  };
}

/** The value at a pixel, also outside of the plot area. */
export function valueAt(axis: AxisPlace, pixel: number): number {
  const { low, span, from, length } = measured(axis);
  return inverseOf(axis)(low + ((pixel - from) / length) * span);
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
