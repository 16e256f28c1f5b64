import type { TableRows } from '../../../record/tables/index.ts';
import type { Split } from '../../../protocol/index.ts';
import { numbersOf, textsOf } from './columns.ts';
import { doubles, type Growing } from './growing.ts';

/** Columns of metrics that are kept. */
export const metricColumns = [
  'step',
  'epoch',
  'seconds',
  'loss',
  'accuracy',
  'rate',
  'images_per_second',
  'blocks',
  'gradient_norm',
] as const;

export type MetricName = (typeof metricColumns)[number];

/** The rows of one split, column by column; NaN where there is no value. Steps ascend strictly. */
export type Series = Readonly<Record<MetricName, Growing<Float64Array>>>;

/** The metrics of one run folder, split by split. */
export type Metrics = Readonly<Record<Split, Series>>;

export function emptySeries(): Series {
  return Object.fromEntries(metricColumns.map(name => [name, doubles()])) as unknown as Series;
}

export function emptyMetrics(): Metrics {
  return { train: emptySeries(), validation: emptySeries(), test: emptySeries() };
}

/** Adds rows as they were read. Rows that go back in step are damaged, and left out. */
export function addMetrics(metrics: Metrics, rows: TableRows): void {
  const names = textsOf(rows, 'split');
  const columns = metricColumns.map(name => [name, numbersOf(rows, name)] as const);
  const steps = numbersOf(rows, 'step');
  for (let start = 0; start < rows.rows;) {
    const end = stretch(names, steps, start, rows.rows);
    const series = metrics[names[start] as Split] as Series | undefined;
    if (series !== undefined) {
      const last = lastOf(series.step);
      while (start < end && !((steps[start] ?? NaN) > last)) start += 1;
      for (const [name, values] of columns) series[name].append(values.subarray(start, end));
    }
    start = end;
  }
}

/** Behind the rows from `start` that are of one split and ascend: they are taken together. */
function stretch(
  names: readonly string[],
  steps: ArrayLike<number>,
  start: number,
  rows: number,
): number {
  let end = start + 1;
  while (end < rows && names[end] === names[start] && (steps[end] ?? NaN) > (steps[end - 1] ?? NaN))
    end += 1;
  return end;
}

/** The last number; -Infinity where there is none. */
export function lastOf(column: Growing<Float64Array>): number {
  return column.values[column.length - 1] ?? -Infinity;
}
