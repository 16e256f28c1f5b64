import type { CurvesData, Line, RunCurves, RunView } from '../../../src/protocol/index.ts';
import { formatClock, formatInteger } from '../../base/format.ts';
import type {
  CurvesModel,
  EventMark,
  FailureMark,
  Series,
  SeriesKind,
} from '../../charts/curves/model.ts';
import { rangeOf, valuesIn } from '../../charts/curves/range.ts';
import { nameOf } from '../sentence.ts';
import type { ViewState } from '../viewState.ts';
import { xAxis } from './timeAxis.ts';

/** One run in the panel: the line by which it is compared, and what lies behind it. */
export interface RunLines {
  readonly run: RunView;
  readonly main: Line | null;
  readonly others: readonly { readonly kind: SeriesKind; readonly line: Line }[];
  readonly curves: RunCurves;
}

/** The order of lines is that of `linesOf`. */
export function runLines(data: CurvesData, runs: readonly RunView[]): RunLines[] {
  const curves = new Map(data.groups.flatMap(g => g.runs.map(run => [run.run, run])));
  return runs.flatMap(run => {
    const found = curves.get(run.id);
    if (found === undefined) return [];
    const [test, validation, smooth, raw] = found.lines;
    const [main = null, ...others] = [test, validation, smooth].filter(
      line => line !== undefined && line.y.length > 0,
    );
    const isAlone = runs.length === 1;
    const behind = isAlone && smooth !== undefined && main !== smooth ? [smooth] : [];
    return [
      {
        run,
        main: main ?? others[0] ?? null,
        others: [
          ...(isAlone && raw !== undefined ? [{ kind: 'raw' as const, line: raw }] : []),
          ...behind.map(line => ({ kind: 'line' as const, line })),
        ],
        curves: found,
      },
    ];
  });
}

/** Null where there is no value. */
export function curvesModel(
  lines: readonly RunLines[],
  { quantity, axis, isLog }: Pick<ViewState, 'quantity' | 'axis' | 'isLog'>,
  range: readonly [number, number] | null,
): CurvesModel | null {
  const [min, max] = range ?? wholeRange(lines);
  const inView = (line: Line) => valuesIn(line, min, max);
  const y = rangeOf(
    {
      whole: lines.flatMap(l => (l.main === null ? [] : [inView(l.main)])),
      mostly: lines.flatMap(l => l.others.map(o => inView(o.line))),
    },
    { scale: isLog ? 'log' : 'linear', fromZero: quantity === 'accuracy' },
  );
  if (y === null) return null;
  const events = eventsOf(lines);
  return {
    axes: {
      x: xAxis(axis, [min, max]),
      y: {
        min: y[0],
        max: y[1],
        scale: isLog ? 'log' : 'linear',
        ...(quantity === 'accuracy' ? { times: 100 } : {}),
      },
      top: events.some(e => e.label !== null) ? 18 : 6,
    },
    series: lines.flatMap(seriesOf),
    bands: [],
    events,
    failures: lines.flatMap(failuresOf),
    references: [],
  };
}

function seriesOf({ run, main, others, curves }: RunLines): Series[] {
  const { slot, id } = run;
  const label = nameOf(run);
  const behind = others.map(({ kind, line }) => ({
    id: `${id} ${kind}`,
    label: `${label}, train${kind === 'raw' ? '' : ' smoothed'}`,
    slot,
    kind,
    line,
  }));
  if (main === null) return behind;
  const isEvaluated = main === curves.lines[0] || main === curves.lines[1];
  const kind = isEvaluated ? 'marked' : 'line';
  return [...behind, { id, label, slot, kind, line: main, showsBeyond: isEvaluated, isMain: true }];
}

function wholeRange(lines: readonly RunLines[]): [number, number] {
  const end = lines.reduce(
    (most, { curves }) => Math.max(most, curves.extent?.[1] ?? 0, curves.plan?.end ?? 0),
    0,
  );
  return [0, end > 0 ? end : 1];
}

/** More flags than this would cover each other. */
const mostFlags = 3;

function eventsOf(lines: readonly RunLines[]): EventMark[] {
  const who = (run: RunView) => (lines.length === 1 ? '' : `${nameOf(run)} `);
  const found = lines.flatMap(({ run, curves }) =>
    curves.events.flatMap(event => {
      if (event.event === 'growth') return [{ x: event.x, label: `${who(run)}grows` }];
      if (event.event !== 'resume') return [];
      return [{ x: event.x, label: `${who(run)}resumed ${formatClock(event.time)}` }];
    }),
  );
  return found.length > mostFlags ? found.map(({ x }) => ({ x, label: null })) : found;
}

function failuresOf({ run, main, curves }: RunLines): FailureMark[] {
  const y = main?.y.findLast(v => Number.isFinite(v));
  if (y === undefined) return [];
  return curves.events.flatMap(event =>
    event.event === 'failure'
      ? [{ x: event.x, y, label: `${nameOf(run)}: step ${formatInteger(event.step)}` }]
      : [],
  );
}
