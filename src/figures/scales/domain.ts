import type { Axis, ScaleName } from '../spec.ts';
import { isRange, niceRange } from '../ticks/nice.ts';

type Range = readonly [number, number];

/**
 * The ends of an axis over these values (null: none). `isZoomed`: only the data of the shown part counts, so that small
 * differences there are seen; what the figure includes beside the data does not.
 */
export function domainOf(
  axis: Axis,
  scale: ScaleName,
  covered: Range | null,
  isZoomed: boolean,
): [number, number] {
  const included = isZoomed ? [] : (axis.include ?? []).filter(Number.isFinite);
  const [low, high] = freeDomain(axis, scale, cut(covered, axis.bounds), included);
  const [from, to] = axis.domain ?? [null, null];
  const ends: [number, number] = [from ?? low, to ?? high];
  if (ends[0] < ends[1]) return ends;
  // A fixed end may lie behind all values.
  return scale === 'log' ? [ends[0], ends[0] * 10] : [ends[0], ends[0] + (Math.abs(ends[0]) || 1)];
}

function freeDomain(
  axis: Axis,
  scale: ScaleName,
  covered: Range | null,
  included: readonly number[],
): Range {
  if (scale === 'log')
    return logDomain(
      axis,
      covered,
      included.filter(v => v > 0),
    );
  if (covered === null && included.length < 2)
    return axis.bounds ?? (included[0] === undefined ? [0, 1] : [included[0], included[0] + 1]);
  const [low, high] = covered ?? [included[0] ?? 0, included[0] ?? 0];
  if (axis.isSymmetric) {
    const size =
      1.1 *
      Math.max(Math.abs(low), Math.abs(high), ...included.map(Math.abs), (axis.least ?? 0) / 2);
    return size > 0 ? [-size, size] : [-1, 1];
  }
  const [from, to] = atLeast([Math.min(low, ...included), Math.max(high, ...included)], axis.least);
  if (included.length === 0) return within(niceRange(from, to, axis.most), axis.bounds);
  if (!isRange(from, to)) return from === 0 ? [0, 1] : from < 0 ? [from, 0] : niceRange(from, to);
  if (axis.isStrip) return niceRange(from, to);
  // An end that is included stands at the end; beside data there is air.
  const air = 0.05 * (to - from);
  return within(
    [
      low > from ? from : from - (isIncluded(included, from) ? 0 : air),
      high < to || isIncluded(included, to) ? to : to + air,
    ],
    axis.bounds,
  );
}

const isIncluded = (included: readonly number[], value: number) => included.includes(value);

function logDomain(axis: Axis, covered: Range | null, included: readonly number[]): Range {
  const values = [...(covered ?? []), ...included];
  if (values.length === 0) return [0.1, 10];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (axis.isSymmetric) {
    const reach = 1.04 * Math.max(high, 1 / low, Math.sqrt(axis.least ?? 1), 1.001);
    return [1 / reach, reach];
  }
  const factor = Math.max(high / low, axis.least ?? 1);
  const middle = Math.sqrt(low) * Math.sqrt(high);
  // A narrow range has less air, else the air would be all that is seen.
  const air = factor > 1 + 1e-9 ? Math.min(1.15, factor ** 0.08) : 1.15;
  return [middle / Math.sqrt(factor) / air, middle * Math.sqrt(factor) * air];
}

function atLeast([low, high]: Range, least = 0): Range {
  const missing = (least - (high - low)) / 2;
  return missing > 0 ? [low - missing, high + missing] : [low, high];
}

function cut(covered: Range | null, bounds: Range | undefined): Range | null {
  if (covered === null || bounds === undefined) return covered;
  const within = (v: number) => Math.min(bounds[1], Math.max(bounds[0], v));
  return [within(covered[0]), within(covered[1])];
}

/** Not beyond the bounds, but for what a marker on them needs. */
function within([low, high]: Range, bounds: Range | undefined): Range {
  if (bounds === undefined) return [low, high];
  const air = 0.02 * (high - low);
  return [Math.max(low, bounds[0]), Math.min(high, bounds[1] + air)];
}

/** Where a symlog axis is linear: a thousandth of the largest value, as a power of ten. */
export function symlogConstant([low, high]: Range): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  return size > 0 ? Number(`1e${Math.round(Math.log10(size)) - 3}`) : 1;
}
