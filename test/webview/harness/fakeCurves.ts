import type {
  CurveAxis,
  CurveRequest,
  CurvesData,
  CurvesQuery,
  Line,
  RunCurves,
  RunEvent,
} from '../../../src/protocol/index.ts';
import { learningRate } from '../../../src/theory/index.ts';
import { answerNetwork } from './fakeNetwork.ts';
import { fixtureRuns, type FixtureRun } from './fixture.ts';

type UpTo = (run: string) => number;

/** `base#2` is a copy of base under another id, for tests with many runs. */
export function fixtureRun(id: string): FixtureRun | undefined {
  return fixtureRuns.get(id.split('#')[0] ?? '');
}

export function answerCurves(query: CurvesQuery, upTo: UpTo): CurvesData {
  return {
    kind: 'curves',
    groups: query.groups.map(({ id, runs, cell }) => {
      const planned = runs.length === 0 && cell !== undefined ? fixtureRun(cell) : undefined;
      if (planned !== undefined) return { id, runs: [plannedCurves(planned, query)], mean: null };
      const found = runs.flatMap(name => {
        const run = fixtureRun(name);
        return run ? [runCurves(name, run, query, upTo(name))] : [];
      });
      const mean =
        found.length < 2
          ? null
          : query.lines.map((_, i) => meanLine(found.map(r => r.lines[i] ?? empty)));
      return { id, runs: found, mean };
    }),
  };
}

function runCurves(name: string, run: FixtureRun, query: CurvesQuery, step: number): RunCurves {
  const toX = axisOf(run, query.axis);
  const whole = query.lines.map(line => lineOf(run, line, step, toX));
  const [from, to] = query.range ?? [-Infinity, Infinity];
  return {
    run: name,
    lines: whole.map(line => thinned(line, from, to, query.width)),
    last: whole.map(({ x, y }) => {
      const i = y.findLastIndex(v => !Number.isNaN(v));
      return i < 0 ? null : { x: x[i] ?? 0, y: y[i] ?? 0 };
    }),
    events: eventsOf(run, step, toX),
    extent: [0, toX(Math.min(step, run.step.at(-1) ?? 0))],
    plan: { end: toX(run.steps), rate: planOf(run, toX), work: null },
  };
}

/** A cell that never ran, as if it were the one of this run. */
function plannedCurves(run: FixtureRun, query: CurvesQuery): RunCurves {
  const curves = runCurves('', run, query, -1);
  const toX = axisOf(run, query.axis);
  const events = eventsOf(run, Infinity, toX).filter(event => event.event === 'growth');
  const [macs, grown] = ['shallow', 'deep'].map(network => {
    const answer = answerNetwork({ kind: 'network', network, batch: null });
    return answer.kind === 'network' ? answer.summary.macs : NaN;
  });
  const at = run.growAt ?? run.steps;
  const work: Line = {
    x: Float64Array.from([1, at, at + 1, run.steps], toX),
    y: Float64Array.from([macs ?? NaN, macs ?? NaN, grown ?? NaN, grown ?? NaN]),
    thinned: true,
  };
  return { ...curves, events, extent: null, plan: curves.plan && { ...curves.plan, work } };
}

function axisOf(run: FixtureRun, axis: CurveAxis): (step: number) => number {
  if (axis === 'step') return step => step;
  if (axis === 'epoch') return step => (step * run.batch) / 50_000;
  const times = [0];
  for (const speed of run.ips) times.push((times.at(-1) ?? 0) + run.batch / (speed ?? 100));
  const last = times.length - 1;
  const pace = last === 0 ? 1 : (times[last] ?? 0) / last;
  return step => times[step] ?? (times[last] ?? 0) + (step - last) * pace;
}

function lineOf(
  run: FixtureRun,
  request: CurveRequest,
  step: number,
  toX: (s: number) => number,
): Line {
  if (request.split === 'validation' || request.column === 'gradient_norm') return empty;
  const isTest = request.split === 'test';
  const columns = isTest
    ? {
        loss: run.testLoss,
        accuracy: run.testAcc.map(v => v / 100),
        rate: [],
        images_per_second: [],
      }
    : {
        loss: run.loss,
        accuracy: run.acc.map(v => (v === null ? null : v / 100)),
        rate: run.rate,
        images_per_second: run.ips,
      };
  const steps = (isTest ? run.testStep : run.step).filter(s => s <= step);
  const values = columns[request.column];
  const recorded = steps.slice(0, values.length).map((_, i) => values[i] ?? NaN);
  return {
    x: Float64Array.from(steps.slice(0, recorded.length), toX),
    y: Float64Array.from(request.smooth === null ? recorded : smoothed(recorded, request.smooth)),
    thinned: false,
  };
}

/** Exponential mean without start-up bias. */
export function smoothed(values: readonly number[], k: number): number[] {
  let [sum, weight] = [0, 0];
  return values.map(value => {
    if (Number.isNaN(value)) return NaN;
    sum = k * sum + (1 - k) * value;
    weight = k * weight + 1 - k;
    return sum / weight;
  });
}

/** First, smallest, largest and last of each pixel column. */
function thinned({ x, y }: Line, from: number, to: number, width: number): Line {
  const inside = [...x.keys()].filter(i => (x[i] ?? 0) >= from && (x[i] ?? 0) <= to);
  if (inside.length <= 4 * width) return pick(x, y, inside, false);
  const columns = new Map<number, number[]>();
  const [first, last] = [x[inside[0] ?? 0] ?? 0, x[inside.at(-1) ?? 0] ?? 1];
  for (const i of inside) {
    const column = Math.floor((((x[i] ?? 0) - first) / (last - first)) * width);
    columns.set(column, [...(columns.get(column) ?? []), i]);
  }
  const kept = [...columns.values()].flatMap(column => {
    const byValue = [...column].sort((a, b) => (y[a] ?? 0) - (y[b] ?? 0));
    const four = [column[0], byValue[0], byValue.at(-1), column.at(-1)];
    return [...new Set(four)].filter(i => i !== undefined).sort((a, b) => a - b);
  });
  return pick(x, y, kept, true);
}

function pick(x: Float64Array, y: Float64Array, kept: readonly number[], isThinned: boolean): Line {
  return {
    x: Float64Array.from(kept, i => x[i] ?? NaN),
    y: Float64Array.from(kept, i => y[i] ?? NaN),
    thinned: isThinned,
  };
}

const empty: Line = { x: new Float64Array(), y: new Float64Array(), thinned: false };

function meanLine(lines: readonly Line[]) {
  const longest = lines.reduce((a, b) => (b.x.length > a.x.length ? b : a), empty);
  const at = (i: number) => lines.flatMap(l => (i < l.y.length ? [l.y[i] ?? NaN] : []));
  // As the host does: of one value there is no mean.
  const shared = [...longest.x.keys()].filter(i => at(i).length > 1);
  const stats = shared.map(i => {
    const values = at(i);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return [mean, Math.min(...values), Math.max(...values)];
  });
  const column = (j: number) => Float64Array.from(stats, s => s[j] ?? NaN);
  return {
    mean: {
      x: Float64Array.from(shared, i => longest.x[i] ?? NaN),
      y: column(0),
      thinned: longest.thinned,
    },
    low: column(1),
    high: column(2),
    interval: lines.length > 2 ? ('student-95' as const) : ('range' as const),
  };
}

function eventsOf(run: FixtureRun, step: number, toX: (s: number) => number): RunEvent[] {
  const growths = run.events
    .filter(e => e.step < step)
    .map(e => ({
      event: 'growth' as const,
      x: toX(e.step),
      step: e.step,
      from: run.spec,
      to: e.spec,
      stepSize: [run.h, e.h] as const,
      loss: [null, null] as const,
      accuracy: [e.accBefore / 100, e.accAfter / 100] as const,
    }));
  if (run.end.kind !== 'failed') return growths;
  const message = 'The loss is not a number.';
  return [...growths, { event: 'failure', x: toX(run.end.step), step: run.end.step, message }];
}

function planOf(run: FixtureRun, toX: (s: number) => number): Line {
  const [max = 0.1, min = 0.001] = run.lr;
  const grown = run.growAt === null ? [] : [run.growAt];
  const course = { stepsPerEpoch: 1, steps: run.steps, warmup: 0, growths: grown, restart: true };
  const schedule = { kind: 'cosine' as const, max, min, restarts: [] };
  const steps = Array.from({ length: 301 }, (_, i) => Math.round((i * run.steps) / 300));
  return {
    x: Float64Array.from(steps, toX),
    y: Float64Array.from(steps, s => learningRate(schedule, course, Math.min(s, run.steps - 1))),
    thinned: true,
  };
}
