import { smooth, thinLine } from '../../../record/index.ts';
import type {
  CurveGroup,
  CurvesData,
  CurvesQuery,
  CurveRequest,
  Line,
  RunCurves,
} from '../../../protocol/index.ts';
import {
  type Chain,
  type RunSource,
  chainOf,
  joinMetrics,
  planOf,
  plannedWork,
  recipeOf,
  stepsPerEpochOf,
} from '../../../results/index.ts';
import { placedEvents } from './placedEvents.ts';
import type { Recipe, RunDataOptions } from '../types.ts';
import { meanLine, type WholeLine } from './meanLine.ts';

type Find = (id: string) => RunSource;

/** The curves of groups of runs; a run that is not there has none. */
export function curvesData(
  query: CurvesQuery,
  find: Find,
  recipe?: RunDataOptions['recipe'],
): CurvesData {
  const groups = query.groups.map(group => {
    const planned = group.runs.length > 0 || group.cell === undefined ? null : recipe?.(group.cell);
    return planned ? plannedGroup(group.id, query, planned) : curvesOfGroup(group, query, find);
  });
  return { kind: 'curves', groups };
}

/** A training that never ran: its plan, and no line. */
function plannedGroup(id: string, query: CurvesQuery, recipe: Recipe): CurveGroup {
  const none = new Float64Array(0);
  const plan = planOf(recipe.value, recipe.stepsPerEpoch, query.axis, query.width);
  const planned = plan && plannedWork(recipe, query.axis);
  const run: RunCurves = {
    run: '',
    lines: query.lines.map(() => ({ x: none, y: none, thinned: false })),
    last: query.lines.map(() => null),
    events: planned?.growths ?? [],
    extent: null,
    plan: plan && { ...plan, work: planned?.work ?? null },
  };
  return { id, runs: [run], mean: null };
}

function curvesOfGroup(
  { id, runs }: CurvesQuery['groups'][number],
  query: CurvesQuery,
  find: Find,
): CurveGroup {
  const chains = runs.map(run => chainOf(find(run), find));
  const whole = chains.map(chain => query.lines.map(line => wholeLine(chain, line, query.axis)));
  return {
    id,
    runs: runs.map((run, i) => curvesOfRun(run, chains[i] ?? [], whole[i] ?? [], query)),
    mean:
      runs.length < 2
        ? null
        : query.lines.map((_, i) =>
            meanLine(
              whole.flatMap(lines => lines[i] ?? []),
              query,
            ),
          ),
  };
}

function curvesOfRun(
  run: string,
  chain: Chain,
  lines: readonly WholeLine[],
  query: CurvesQuery,
): RunCurves {
  const train = joinMetrics(chain, 'train');
  const recipe = recipeOf(chain.at(-1)?.source.run ?? null);
  return {
    run,
    lines: lines.map(line => shownLine(line, query)),
    last: lines.map(lastPoint),
    events: placedEvents(chain, query.axis),
    extent: extentOf(lines),
    plan: planOf(recipe, stepsPerEpochOf(train), query.axis, query.width),
  };
}

/** A line with all its points, smoothed if asked for. */
function wholeLine(
  chain: Chain,
  { split, column, smooth: factor }: CurveRequest,
  axis: CurvesQuery['axis'],
): WholeLine {
  const joined = joinMetrics(chain, split);
  const values = joined.column(column);
  const isSmoothed = factor !== null && factor > 0 && factor < 1;
  return {
    x: joined.column(axis),
    y: isSmoothed ? smooth(values, values.length, factor) : values,
    length: joined.length,
    blocks: joined.column('blocks'),
  };
}

/** The part in range, thinned. */
export function shownLine(
  line: WholeLine,
  { range, width }: Pick<CurvesQuery, 'range' | 'width'>,
): Line {
  const [from, to] = range ?? [line.x[0] ?? 0, line.x[line.length - 1] ?? 0];
  const indices = thinLine(line, from, to, width);
  const inRange = indices.length > 0 ? (indices.at(-1) ?? 0) - (indices[0] ?? 0) + 1 : 0;
  return {
    x: Float64Array.from(indices, i => line.x[i] ?? 0),
    y: Float64Array.from(indices, i => line.y[i] ?? NaN),
    thinned: indices.length < inRange,
  };
}

function lastPoint({ x, y, length }: WholeLine): { x: number; y: number } | null {
  for (let i = length - 1; i >= 0; i--) {
    const [atX, atY] = [x[i] ?? NaN, y[i] ?? NaN];
    if (Number.isFinite(atY)) return { x: atX, y: atY };
  }
  return null;
}

function extentOf(lines: readonly WholeLine[]): [number, number] | null {
  const drawn = lines.filter(line => line.length > 0);
  if (drawn.length === 0) return null;
  return [
    Math.min(...drawn.map(line => line.x[0] ?? 0)),
    Math.max(...drawn.map(line => line.x[line.length - 1] ?? 0)),
  ];
}
