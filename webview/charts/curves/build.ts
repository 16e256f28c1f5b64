import type {
  CurveAxis,
  CurveGroup,
  CurveRequest,
  CurvesData,
  Line,
  MeanLine,
  MetricColumn,
  RunCurves,
} from '../../../src/protocol/index.ts';
import { formatTick } from '../../../src/base/index.ts';
import type { Axes, AxisTick, YAxis } from '../core/axes.ts';
import { marksOf } from './events.ts';
import type { Band, CurvesModel, FailureMark, Series, SeriesKind } from './model.ts';
import { rangeOf, valuesIn } from './range.ts';
import { timeAxis } from './timeAxis.ts';

/** What a legend can hide: a kind of line, or a run by `run:` and its id. */
export type LegendId = 'smooth' | 'raw' | 'test' | 'validation' | 'seeds' | `run:${string}`;

export interface PanelSpec {
  /** `work`: of plans only. */
  readonly column: MetricColumn | 'work';
  readonly scale: 'linear' | 'log';
  readonly fromZero: boolean;
  /** Labels are of the value times this: 100 for percent. */
  readonly times?: number;
  /** What is drawn of the plan, under the line. */
  readonly plan?: 'rate' | 'work';
  /** Events carry their words here. */
  readonly hasFlags?: boolean;
  /** As low as the panel beside it that has them. */
  readonly isBesideFlags?: boolean;
  /** The labels of x stand under another panel. */
  readonly isBare?: boolean;
  /** A low panel whose y axis names its ends only. */
  readonly isStrip?: boolean;
}

export interface CurvesView {
  readonly data: CurvesData;
  readonly requests: readonly CurveRequest[];
  /** Slot and name of each run, by its id. */
  readonly runs: ReadonlyMap<string, { readonly slot: number; readonly name: string }>;
  readonly hidden: ReadonlySet<LegendId>;
  readonly axis: CurveAxis;
  readonly range: readonly [number, number] | null;
}

/** One panel of the view; the y axis follows what is shown in the range. */
export function panelOf(view: CurvesView, spec: PanelSpec): CurvesModel {
  const series: Series[] = [];
  const bands: Band[] = [];
  const failures: FailureMark[] = [];
  for (const group of view.data.groups) {
    if (spec.plan !== undefined) addPlan(view, group, spec.plan, series);
    addMeans(view, spec, group, series, bands);
    for (const run of group.runs) addRun(view, spec, group, run, series, failures);
  }
  const runs = view.data.groups.flatMap(g => g.runs).filter(r => isShown(view, r));
  return {
    axes: axesOf(view, spec, series, bands, failures),
    series,
    bands,
    failures,
    events: marksOf(runs, view.runs, spec.hasFlags ?? false),
    references: [],
  };
}

function addPlan(view: CurvesView, group: CurveGroup, of: 'rate' | 'work', series: Series[]): void {
  const run = group.runs.find(r => isShown(view, r));
  const line = run?.plan?.[of];
  if (run === undefined || line == null) return;
  series.push({
    id: `plan:${group.id}`,
    label: `${nameOf(view, run)}, planned`,
    slot: slotOf(view, run),
    kind: 'theory',
    line,
  });
}

function addMeans(
  view: CurvesView,
  spec: PanelSpec,
  { id, runs, mean }: CurveGroup,
  series: Series[],
  bands: Band[],
): void {
  const first = runs[0];
  if (mean === null || first === undefined || !isShown(view, first)) return;
  for (const [i, request] of view.requests.entries()) {
    const line: MeanLine | undefined = mean[i];
    if (line === undefined || !isOf(request, spec) || isHidden(view, request)) continue;
    const kind = kindOf(request, spec);
    if (kind === 'raw' || line.mean.x.length === 0) continue;
    const slot = slotOf(view, first);
    series.push({
      id: `mean:${id}:${i}`,
      label: `${nameOf(view, first)}, mean ${wordsOf(request)}`,
      slot,
      kind,
      line: line.mean,
      showsBeyond: true,
      isMain: kind === 'line',
    });
    bands.push({ slot, x: line.mean.x, low: line.low, high: line.high });
  }
}

function addRun(
  view: CurvesView,
  spec: PanelSpec,
  group: CurveGroup,
  run: RunCurves,
  series: Series[],
  failures: FailureMark[],
): void {
  if (!isShown(view, run)) return;
  const isSeed = group.mean !== null;
  let end: { x: number; y: number } | null = null;
  for (const [i, request] of view.requests.entries()) {
    const line: Line | undefined = run.lines[i];
    if (line === undefined || !isOf(request, spec) || line.x.length === 0) continue;
    const isPart = isSeed && view.hidden.has('seeds');
    const shown = isPart ? beyond(line, group.mean?.[i]?.mean.x.at(-1)) : line;
    if (shown.x.length === 0) continue;
    const kind = kindOf(request, spec);
    if (request.split === 'train') end = run.last[i] ?? end;
    // Each batch of several seeds would bury their mean.
    if (isHidden(view, request) || (isSeed && kind === 'raw')) continue;
    series.push({
      id: `${run.run}:${i}`,
      label: `${nameOf(view, run)}, ${wordsOf(request)}`,
      slot: slotOf(view, run),
      kind: isSeed ? 'thin' : kind,
      line: shown,
      showsBeyond: kind !== 'raw' && !isSeed,
      isMain: !isSeed && kind === 'line',
    });
  }
  const failure = run.events.findLast(e => e.event === 'failure');
  // Loss and accuracy are what failed; rate and speed only end.
  const canFail = spec.column === 'loss' || spec.column === 'accuracy';
  if (failure !== undefined && end !== null && canFail)
    failures.push({ ...end, label: spec.hasFlags ? `failed at step ${failure.step}` : '' });
}

/** Where fewer than two seeds have come this far there is no mean, only the line of the first. */
function beyond(line: Line, end: number | undefined): Line {
  if (end === undefined) return line;
  const from = line.x.findIndex(x => x > end);
  // It goes on from the place at which the mean ends.
  const cut = from < 0 ? line.x.length : Math.max(0, from - 1);
  return { ...line, x: line.x.slice(cut), y: line.y.slice(cut) };
}

/** Axes that show the range of the view, and on y what these lines need. */
export function axesOf(
  view: CurvesView,
  spec: PanelSpec,
  series: readonly Series[],
  bands: readonly Band[],
  failures: readonly FailureMark[],
): Axes {
  const [min, max] = view.range ?? fullRange(view.data);
  const values = (kinds: readonly SeriesKind[]) =>
    series.filter(s => kinds.includes(s.kind)).map(s => valuesIn(s.line, min, max));
  const greatest = spec.column === 'accuracy' ? 1 : Infinity;
  const edges = bands.flatMap(b =>
    [b.low, b.high].map(values => ({
      x: b.x,
      // An interval of few seeds reaches to where no value can be: none of these is below 0.
      y: values.map(value => Math.min(Math.max(value, 0), greatest)),
      thinned: true,
    })),
  );
  const lines = values(['line', 'thin', 'theory']);
  const covered = {
    whole: [...lines, Float64Array.from(failures, f => f.y)],
    mostly: [
      // A strip is too low for noise.
      ...values(spec.isStrip && lines.length > 0 ? ['marked'] : ['raw', 'marked']),
      ...edges.map(line => valuesIn(line, min, max)),
    ],
  };
  const range = rangeOf(covered, spec) ?? (spec.scale === 'log' ? [0.1, 10] : [0, 1]);
  const y: YAxis = {
    min: range[0],
    max: range[1],
    scale: spec.scale,
    times: spec.times ?? 1,
    ...(spec.isStrip ? { ticks: endTicks(range) } : {}),
  };
  const isBare = spec.isBare ?? false;
  return {
    x: { ...timeAxis(view.axis, min, max), isBare },
    y,
    top: spec.hasFlags || spec.isBesideFlags ? 18 : 6,
  };
}

function endTicks(range: readonly [number, number]): AxisTick[] {
  return range.map(value => ({ value, label: formatTick(value) }));
}

/** From 0 to the end of the longest plan, else to the last record. */
export function fullRange({ groups }: CurvesData): [number, number] {
  return [0, Math.max(0, ...groups.flatMap(g => g.runs.map(endOf))) || 1];
}

/** A run that failed early would be a dot at the beginning of its plan. */
function endOf({ plan, extent, events }: RunCurves): number {
  const last = extent?.[1] ?? 0;
  const end = Math.max(plan?.end ?? 0, last);
  const failure = events.findLast(e => e.event === 'failure');
  return failure === undefined || last > end * 0.1 ? end : 2 * Math.max(failure.x, last);
}

function isShown(view: CurvesView, run: RunCurves): boolean {
  return !view.hidden.has(`run:${run.run}`);
}

const isOf = (request: CurveRequest, spec: PanelSpec) => request.column === spec.column;

function isHidden({ hidden }: CurvesView, request: CurveRequest): boolean {
  if (request.column === 'rate') return false;
  return hidden.has(legendIdOf(request));
}

export function legendIdOf({ split, smooth }: CurveRequest): LegendId {
  if (split !== 'train') return split;
  return smooth === null ? 'raw' : 'smooth';
}

function kindOf(request: CurveRequest, spec: PanelSpec): SeriesKind {
  if (request.split !== 'train') return 'marked';
  return request.smooth !== null || spec.column === 'rate' ? 'line' : 'raw';
}

function wordsOf({ split, column, smooth }: CurveRequest): string {
  if (split !== 'train') return split;
  if (smooth !== null) return `train, smoothed ${smooth}`;
  return column === 'rate' ? 'rate' : 'each batch';
}

const slotOf = (view: CurvesView, { run }: RunCurves) => view.runs.get(run)?.slot ?? 0;
const nameOf = (view: CurvesView, { run }: RunCurves) => view.runs.get(run)?.name ?? run;
