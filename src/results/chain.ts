import { continuedParent } from '../record/index.ts';
import { firstWhere } from '../base/index.ts';
import { metricColumns, type MetricColumn, type Split } from '../curves/index.ts';
import type { RunSource } from './runSource.ts';
import { isBehind, placeOf, type Series } from './tables/metrics.ts';

/** A part of a chain: the steps (from, until] of a run. */
export interface ChainPart {
  readonly source: RunSource;
  /** The step at which its process took over; 0 for the first. */
  readonly from: number;
  /** Later steps of it are not of this chain: its successor began here. */
  readonly until: number;
}

/** A run and the runs that it went on from, oldest first, each cut where the next began. */
export type Chain = readonly ChainPart[];

/** A chain longer than this is a circle of damaged files. */
const longest = 1000;

/**
 * The chain that ends in this run. A parent that is gone, or that cannot be read, ends it: it then
 * begins later than step 0. Source of where a run began: the step of its parent, which is written before it starts.
 */
export function chainOf(last: RunSource, find: (id: string) => RunSource): Chain {
  const parts: ChainPart[] = [];
  const seen = new Set<string>();
  let until = Infinity;
  for (let source: RunSource | null = last; source !== null && parts.length < longest;) {
    seen.add(source.id);
    const run: RunSource['run'] = source.run;
    const parent = run && continuedParent(run.request);
    const from: number = parent?.step ?? 0;
    parts.unshift({ source, from: Math.min(from, until), until });
    if (parent === null || parent.step === null || seen.has(parent.run)) break;
    until = Math.min(until, parent.step);
    source = find(parent.run);
    if (source.run === null) break;
  }
  return parts;
}

/** The rows of a chain for one split, column by column. */
export interface Joined {
  readonly length: number;
  column(name: MetricColumn): Float64Array;
}

/**
 * Joins the parts: of each the rows of its own steps. `seconds` goes on where the part before it had
 * come to at its last kept step of training. Where steps of training are missing between two parts, a
 * point with NaN in every column but x stands between them.
 */
export function joinMetrics(chain: Chain, split: Split): Joined {
  const pieces = piecesOf(chain, split);
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1 && only.offset === 0)
    return {
      length: only.end - only.start,
      column: name => only.series[name].values.subarray(only.start, only.end),
    };
  const length = pieces.reduce((n, p) => n + p.end - p.start + (p.gap ? 1 : 0), 0);
  return { length, column: name => joinColumn(pieces, name, length) };
}

interface Piece {
  readonly series: Series;
  readonly start: number;
  readonly end: number;
  /** Seconds of the parts before. */
  readonly offset: number;
  /** Steps are missing before it. */
  readonly gap: boolean;
}

function piecesOf(chain: Chain, split: Split): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  let place = { step: -1, blocks: NaN };
  for (const { source, from, until } of chain) {
    const metrics = source.tables?.metrics;
    if (metrics === undefined) continue;
    const series = metrics[split];
    const steps = series.step.values;
    const places = { step: steps, blocks: series.blocks.values };
    const { step: last } = place;
    const start = firstWhere(steps.length, i => isBehind(places, i, place));
    const end = Math.max(start, firstAbove(steps, until));
    if (end > start) {
      const first = steps[start] ?? 0;
      const gap = split === 'train' && pieces.length > 0 && first > Math.max(last, from) + 1;
      const lost = split === 'train' && pieces.length > 0 && from > last;
      pieces.push({ series, start, end, offset, gap: gap || lost });
      place = placeOf(places, end - 1);
    }
    const training = metrics.train;
    const kept = firstAbove(training.step.values, until);
    offset += kept > 0 ? (training.seconds.values[kept - 1] ?? 0) : 0;
  }
  return pieces;
}

function joinColumn(pieces: readonly Piece[], name: MetricColumn, length: number): Float64Array {
  const joined = new Float64Array(length);
  const isAxis = axes.has(name);
  let at = 0;
  for (const { series, start, end, offset, gap } of pieces) {
    const values = series[name].values.subarray(start, end);
    const shift = name === 'seconds' ? offset : 0;
    if (gap) {
      const before = joined[at - 1] ?? 0;
      joined[at++] = isAxis ? (before + (values[0] ?? 0) + shift) / 2 : NaN;
    }
    joined.set(shift === 0 ? values : values.map(v => v + shift), at);
    at += values.length;
  }
  return joined;
}

const axes: ReadonlySet<MetricColumn> = new Set(
  metricColumns.filter(name => name === 'step' || name === 'epoch' || name === 'seconds'),
);

/** Index of the first value above; the length where none is. `values` ascends. */
export function firstAbove(values: Float64Array, value: number): number {
  return firstWhere(values.length, i => (values[i] ?? 0) > value);
}
