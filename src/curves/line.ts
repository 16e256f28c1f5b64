import { shortFloat32 } from '../base/index.ts';
import type { Table } from '../figures/index.ts';
import { smooth, thinLine } from '../record/index.ts';
import { placesOf, type Abscissa } from './place.ts';
import type { MetricColumn, Split, TrainedRun } from './types.ts';

/** A line with all of its points; `x` ascends, NaN in y is a gap. */
export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Blocks of the network at each point: what tells two of one place apart. NaN where none are recorded. */
  readonly blocks?: Float64Array;
  /** Of a mean. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

/** `error`: one minus the accuracy. `work`: multiply-adds of all updates so far. */
export type Quantity = MetricColumn | 'error' | 'work';

/** What is drawn of each run: a quantity of a split, smoothed by an exponential mean or as recorded (null). */
export interface LineRequest {
  readonly quantity: Quantity;
  readonly split: Split;
  readonly smooth: number | null;
}

export function lineOf(run: TrainedRun, request: LineRequest, axis: Abscissa): Line {
  const table = run.metrics[request.split];
  const y = valuesOf(run, request);
  const factor = request.smooth ?? 0;
  return {
    x: placesOf(run, table, axis),
    y: factor > 0 && factor < 1 ? smooth(y, y.length, factor) : y,
    blocks: table.columns.blocks,
  };
}

function valuesOf(run: TrainedRun, { quantity, split }: LineRequest): Float64Array {
  const table = run.metrics[split];
  if (quantity === 'work') return placesOf(run, table, 'work');
  // What is computed of a float32 has digits that nobody measured; batches are too many, and too noisy for it to matter.
  const whole = (values: Float64Array) => (split === 'train' ? values : values.map(shortFloat32));
  if (quantity === 'error') return whole(table.columns.accuracy).map(share => 1 - share);
  return whole(table.columns[quantity]);
}

/** The part in range, thinned to a width in pixels, as a table of x, y and of a mean low and high. */
export function tableOf(
  line: Line,
  range: readonly [number, number] | undefined,
  width: number,
): Table {
  const [from, to] = range ?? [line.x[0] ?? 0, line.x.at(-1) ?? 0];
  const { x, y } = line;
  const isWhole = !Number.isFinite(width) && range === undefined;
  const indices = isWhole
    ? null
    : thinLine({ x, y, length: x.length }, from, to, Number.isFinite(width) ? width : x.length);
  const pick = (values: Float64Array) =>
    indices === null ? values : Float64Array.from(indices, i => values[i] ?? NaN);
  const { low, high } = line;
  return {
    rows: indices === null ? x.length : indices.length,
    columns: {
      x: pick(x),
      y: pick(y),
      ...(low === undefined || high === undefined ? {} : { low: pick(low), high: pick(high) }),
    },
  };
}

/** Index of the last point that has a value; -1: there is none. */
export function lastIndex({ y }: Line): number {
  let i = y.length - 1;
  while (i >= 0 && !Number.isFinite(y[i])) i -= 1;
  return i;
}

/** A point is there, be it a gap. */
export const hasPoints = ({ x }: Line): boolean => x.length > 0;
