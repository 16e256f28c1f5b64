import type { TableRows } from '../../record/tables/index.ts';
import { metricColumns, type MetricColumn, type Split } from '../../curves/index.ts';
import { numbersOf, textsOf } from './columns.ts';
import { doubles, type Growing } from './growing.ts';

/**
 * The rows of one split, column by column; NaN where there is no value. Steps ascend; of two rows of one step the second
 * is of more blocks: a network is evaluated right before and right after it grows.
 */
export type Series = Readonly<Record<MetricColumn, Growing<Float64Array>>>;

/** The metrics of one run folder, split by split. */
export type Metrics = Readonly<Record<Split, Series>>;

export function emptySeries(): Series {
  return Object.fromEntries(metricColumns.map(name => [name, doubles()])) as unknown as Series;
}

export function emptyMetrics(): Metrics {
  return { train: emptySeries(), validation: emptySeries(), test: emptySeries() };
}

/** Adds rows as they were read. Rows that go back in step, or repeat one, are damaged, and left out. */
export function addMetrics(metrics: Metrics, rows: TableRows): void {
  const names = textsOf(rows, 'split');
  const columns = metricColumns.map(name => [name, numbersOf(rows, name)] as const);
  const places = { step: numbersOf(rows, 'step'), blocks: numbersOf(rows, 'blocks') };
  for (let start = 0; start < rows.rows;) {
    const end = stretch(names, places, start, rows.rows);
    const series = metrics[names[start] as Split] as Series | undefined;
    if (series !== undefined) {
      const last = { step: lastOf(series.step), blocks: lastOf(series.blocks) };
      while (start < end && !isBehind(places, start, last)) start += 1;
      for (const [name, values] of columns) series[name].append(values.subarray(start, end));
    }
    start = end;
  }
}

/** Behind the rows from `start` that are of one split and ascend: they are taken together. */
function stretch(names: readonly string[], places: Places, start: number, rows: number): number {
  let end = start + 1;
  while (
    end < rows &&
    names[end] === names[start] &&
    isBehind(places, end, placeOf(places, end - 1))
  )
    end += 1;
  return end;
}

/** Where rows stand in the course of a training. */
export interface Places {
  readonly step: ArrayLike<number>;
  readonly blocks: ArrayLike<number>;
}

export interface Place {
  readonly step: number;
  readonly blocks: number;
}

export function placeOf({ step, blocks }: Places, i: number): Place {
  return { step: step[i] ?? NaN, blocks: blocks[i] ?? NaN };
}

/** Row i is of a later step, or of the same one and of the network as it has grown there. */
export function isBehind(places: Places, i: number, last: Place): boolean {
  const { step, blocks } = placeOf(places, i);
  return step > last.step || (step === last.step && blocks > last.blocks);
}

/** The last number; -Infinity where there is none. */
export function lastOf(column: Growing<Float64Array>): number {
  return column.values[column.length - 1] ?? -Infinity;
}
