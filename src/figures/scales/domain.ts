import type { Axis, ScaleName } from '../spec.ts';
import { canEnd } from './limits.ts';
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
): Range {
  const isUsed = (v: number) => canEnd(v, scale === 'log');
  const included = isZoomed ? [] : (axis.include ?? []).filter(isUsed);
  const [low, high] = freeDomain(axis, scale, cut(covered, axis.bounds), included);
  const [from, to] = (axis.domain ?? []).map(end => (end !== null && isUsed(end) ? end : null));
  const ends: Range = [from ?? low, to ?? high];
  if (isRange(...ends)) return ends;
  // A fixed end may lie behind all values.
  const [end, isLast] = from == null && to != null ? [to, true] : [ends[0], false];
  const other =
    scale === 'log' ? end * (isLast ? 0.1 : 10) : end + (isLast ? -1 : 1) * (Math.abs(end) || 1);
  return isLast ? [other, end] : [end, other];
}

function freeDomain(
  axis: Axis,
  scale: ScaleName,
  covered: Range | null,
  included: readonly number[],
): Range {
  const ends = [...(covered ?? []), ...included];
  if (ends.length === 0) return scale === 'log' ? [0.1, 10] : (cut([0, 1], axis.bounds) ?? [0, 1]);
  const values: Range = [Math.min(...ends), Math.max(...ends)];
  if (scale === 'time') return timeDomain(axis, values);
  if (scale === 'log') return logDomain(axis, values);
  return linearDomain(axis, values, included);
}

function linearDomain(axis: Axis, values: Range, included: readonly number[]): Range {
  if (axis.isSymmetric === true) {
    const size = 1.1 * Math.max(Math.abs(values[0]), Math.abs(values[1]), (axis.least ?? 0) / 2);
    return size > 1e-290 ? [-size, size] : [-1, 1];
  }
  const [low, high] = atLeast(values, axis.least);
  if (included.length === 0) return within(niceRange(low, high, axis.most), axis.bounds);
  if (!isRange(low, high)) return low === 0 ? [0, 1] : within(niceRange(low, high), axis.bounds);
  if (axis.isStrip === true) return niceRange(low, high);
  // What is included stands at the end of the axis; beside data there is air.
  const air = 0.05 * (high - low);
  const airAt = (end: number) => (included.includes(end) ? 0 : air);
  return within([low - airAt(low), high + airAt(high)], axis.bounds);
}

/** Time is neither widened to round numbers nor given air: a curve ends where the plot does. */
function timeDomain({ format }: Axis, [low, high]: Range): Range {
  if (isRange(low, high)) return [low, high];
  const air = format === 'step' ? 1 : Math.abs(low) / 2 || 1;
  return [low - air, low + air];
}

function logDomain(axis: Axis, [low, high]: Range): Range {
  if (axis.isSymmetric === true) {
    const reach = 1.04 * Math.max(high, 1 / low, Math.sqrt(axis.least ?? 1), 1.001);
    return [1 / reach, reach];
  }
  // By roots, since a quotient of two numbers may be larger than any number.
  const span = Math.max(Math.sqrt(high) / Math.sqrt(low), Math.sqrt(axis.least ?? 1));
  // A narrow range has less air, else the air would be all that is seen.
  const air = span > 1 + 1e-9 ? Math.min(1.15, span ** 0.16) : 1.15;
  const [middle, half] = [Math.sqrt(low) * Math.sqrt(high), span * air];
  return [middle / half, middle * half];
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
