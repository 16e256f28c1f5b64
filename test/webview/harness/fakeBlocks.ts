import { blockName } from '../../../src/base/index.ts';
import type { BlockAxis } from '../../../src/figures/index.ts';
import type { Data } from '../../../src/protocol/index.ts';
import { blockAt, countBlocks, placeOf } from '../../../src/figures/index.ts';
import { fixtureRun, blocksAt, type FixtureRun } from './fixture.ts';

import type {
  BlockColumn,
  BlocksData,
  BlocksQuery,
  CourseData,
  CourseQuery,
  HeatData,
  HeatQuery,
} from './measured.ts';

type UpTo = (run: string) => number;

const none: Extract<Data, { kind: 'none' }> = {
  kind: 'none',
  reason: 'No norms are recorded yet.',
};

export function axisOf(blocks: readonly number[]): BlockAxis {
  return { blocks, shapes: blocks.map((_, s) => [32 / 2 ** s, 32 / 2 ** s, 16 * 2 ** s]) };
}

export function answerBlocks(query: BlocksQuery, upTo: UpTo): BlocksData | typeof none {
  const run = fixtureRun(query.run);
  if (run === undefined) return none;
  const steps = run.normStep.filter(s => s < upTo(query.run));
  const wanted = query.step ?? Infinity;
  const row = steps.findLastIndex(s => s <= wanted);
  const step = steps[row];
  if (step === undefined) return none;
  const axis = axisOf(blocksAt(run, step));
  const growth = run.events.findLast(e => e.step <= step);
  return {
    kind: 'blocks',
    run: query.run,
    axis,
    step,
    steps: Int32Array.from(steps),
    planned: run.steps,
    state: values(run, 'state', row),
    residual: values(run, 'residual', row),
    gradient: values(run, 'gradient', row),
    ratio: values(run, 'ratio', row),
    stepSize: growth?.h ?? run.h,
    beforeGrowth: growth === undefined ? null : before(run, steps, growth.step, axis),
    extent: {
      state: extentOf(run, 'state', steps.length),
      residual: extentOf(run, 'residual', steps.length),
      gradient: extentOf(run, 'gradient', steps.length),
      ratio: extentOf(run, 'ratio', steps.length),
    },
  };
}

export function answerHeat(query: HeatQuery, upTo: UpTo): HeatData | typeof none {
  const run = fixtureRun(query.run);
  const steps = run?.normStep.filter(s => s < upTo(query.run)) ?? [];
  if (run === undefined || steps.length === 0) return none;
  const bounds = [0, ...run.events.map(e => e.step), Infinity];
  const bands = bounds.slice(0, -1).flatMap((from, k) => {
    const rows = [...steps.keys()].filter(i => {
      const step = steps[i] ?? 0;
      return step >= from && step < (bounds[k + 1] ?? Infinity);
    });
    if (rows.length === 0) return [];
    return [
      {
        axis: axisOf(blocksAt(run, from)),
        steps: Int32Array.from(rows, i => steps[i] ?? 0),
        values: Float32Array.from(rows.flatMap(i => [...onBlocks(run, query.column, i)])),
      },
    ];
  });
  return { kind: 'heat', run: query.run, bands, planned: run.steps };
}

export function answerCourse(query: CourseQuery, upTo: UpTo): CourseData | typeof none {
  const run = fixtureRun(query.run);
  const steps = run?.normStep.filter(s => s < upTo(query.run)) ?? [];
  if (run === undefined || steps.length === 0) return none;
  const place = { stage: query.stage, place: query.place };
  const y = steps.map((step, i) => {
    const block = blockAt({ blocks: blocksAt(run, step) }, place);
    return block === null ? NaN : (onBlocks(run, query.column, i)[block.index] ?? NaN);
  });
  const growths = run.events.filter(e => e.step < (steps.at(-1) ?? 0));
  const last = growths.at(-1);
  const earlier = last && blockAt({ blocks: run.spec }, place);
  return {
    kind: 'course',
    run: query.run,
    line: { x: Float64Array.from(steps), y: Float64Array.from(y), thinned: false },
    events: growths.map(e => ({
      event: 'growth',
      x: e.step,
      step: e.step,
      from: run.spec,
      to: e.spec,
      stepSize: [run.h, e.h],
      loss: [null, null],
      accuracy: [e.accBefore / 100, e.accAfter / 100],
    })),
    formerly: earlier ? blockName(earlier.stage, earlier.inStage) : null,
  };
}

/** L+1, L, L+1 or L values of one record. */
function values(run: FixtureRun, column: BlockColumn, row: number): Float32Array {
  if (column !== 'ratio') return Float32Array.from(run[column][row] ?? [], v => v ?? NaN);
  const gradient = values(run, 'gradient', row);
  return gradient.slice(0, -1).map((v, i) => v / (gradient[i + 1] ?? NaN));
}

/** One value for each block: of states and gradients the one behind it. */
function onBlocks(run: FixtureRun, column: BlockColumn, row: number): Float32Array {
  const all = values(run, column, row);
  return column === 'state' || column === 'gradient' ? all.slice(1) : all;
}

function before(run: FixtureRun, steps: readonly number[], at: number, axis: BlockAxis) {
  const row = steps.findLastIndex(s => s < at);
  if (row < 0) return null;
  const old = { blocks: run.spec };
  const residual = values(run, 'residual', row);
  const now = Array.from({ length: countBlocks(axis) }, (_, i) => {
    const from = blockAt(old, placeOf(axis, i));
    return from === null ? NaN : (residual[from.index] ?? NaN);
  });
  return { step: steps[row] ?? 0, residual: Float32Array.from(now), stepSize: run.h };
}

function extentOf(run: FixtureRun, column: BlockColumn, rows: number): [number, number] | null {
  let [low, high] = [Infinity, 0];
  for (let row = 0; row < rows; row++)
    for (const v of values(run, column, row))
      if (v > 0 && v < Infinity) [low, high] = [Math.min(low, v), Math.max(high, v)];
  return high > 0 ? [low, high] : null;
}
