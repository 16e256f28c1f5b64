import type { MetricTable, TrainedEvent } from '../../../src/curves/index.ts';
import type { TrainValue } from '../../../src/language/index.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import { presentations } from '../../../src/studies/present.index.ts';
import type {
  BlockQuantity,
  HeatBand,
  RecordedBlocks,
  RecordedCourse,
  StudyRun,
  TrainingRun,
} from '../../../src/studies/contract/present.ts';
import { answerBlocks, answerCourse, answerHeat } from './fakeBlocks.ts';
import { answerNetwork } from './fakeNetwork.ts';
import { answerStudy } from './fakeStudy.ts';
import { fixtureRun, type FixtureRun } from './fixture.ts';
import { runView } from './states.ts';

type UpTo = (run: string) => number;

/** A measured training as the host reads it, up to the step that is known. */
export function fakeTraining(view: RunView, label: string, upTo: UpTo): TrainingRun {
  const run = fixtureRun(view.id);
  const known = upTo(view.id);
  return {
    id: view.id,
    label,
    slot: view.slot,
    seed: view.variant.seed,
    isLive: view.life.state === 'running',
    cell: view.cell,
    recipeKey: `${view.notebookFolder} ${view.notebook} ${view.cell} ${view.digest}`,
    recipe: run === undefined ? null : recipeOf(run),
    variant: view.variant,
    dataSet: 'cifar10',
    classes: 10,
    stepsPerEpoch: run === undefined ? null : stepsPerEpoch(run),
    standing: view,
    metrics: {
      train: run === undefined ? noMetrics : trainMetrics(run, known),
      validation: noMetrics,
      test: run === undefined ? noMetrics : testMetrics(run, known),
    },
    events: run === undefined ? [] : eventsOf(run, known),
    levels: [],
    asked: new Map(),
    blocks: step => blocksOf(view.id, step, upTo),
    heat: (column, height) => heatOf(view.id, column, height, upTo),
    course: (column, place, width) => courseOf(view.id, column, place, width, upTo),
    byBlock: () => costsOf(view),
  };
}

/** A training that never ran: all that is planned of it. */
export function plannedTraining(name: string): TrainingRun {
  const run = fixtureRun(name);
  const planned = fakeTraining(runView(name, 0), name, () => -1);
  const [before, after] = ['shallow', 'deep'].map(network => {
    const answer = answerNetwork({ kind: 'network', network, batch: null });
    return answer.kind === 'network' ? answer.summary.macs : NaN;
  });
  const from = run?.growAt ?? null;
  return {
    ...planned,
    standing: null,
    events: run === undefined ? [] : eventsOf(run, Infinity).filter(e => e.event === 'growth'),
    levels: [
      { from: 0, multiplyAdds: before ?? NaN },
      ...(from === null ? [] : [{ from, multiplyAdds: after ?? NaN }]),
    ],
  };
}

/** A measured study as the host reads it. */
export function fakeStudy(
  id: string,
  slot: number,
  label: string,
  answer = answerStudy({ kind: 'study', run: id }),
): StudyRun {
  const shown = { id, label, slot, seed: 1, isLive: false };
  if (answer.kind === 'none')
    return {
      ...shown,
      results: null,
      reason: answer.reason,
      of: { run: '', cell: '', step: null },
      axis: null,
      classes: null,
    };
  const columns = Object.fromEntries(
    answer.columns.map(({ column, values }) => [
      column.name,
      Array.isArray(values) ? values.map(String) : Float64Array.from(values as Iterable<number>),
    ]),
  );
  const { of, axis, classes, rows } = answer;
  return { ...shown, results: { rows, columns }, reason: null, of, axis, classes };
}

/** What the measured study of a training says of each block. */
function costsOf({ id, slot, cell }: RunView): readonly BlockQuantity[] {
  const study = fakeStudy(`lesion-${id}`, slot, cell);
  if (study.results === null) return [];
  return [...presentations.values()].flatMap(({ byBlock }) => byBlock?.(study) ?? []);
}

const stepsPerEpoch = ({ batch }: FixtureRun) => 50_000 / batch;

function recipeOf(run: FixtureRun): TrainValue {
  const [max = 0.1, min = 0.001] = run.lr;
  return {
    network: run.name,
    data: { set: 'cifar10', augment: 'none', validation: 0 } as unknown as TrainValue['data'],
    epochs: run.steps / stepsPerEpoch(run),
    batch: run.batch,
    optimizer: {
      kind: 'momentum',
      momentum: 0.9,
      decay: 2e-4,
    } as unknown as TrainValue['optimizer'],
    rate: { kind: 'cosine', max, min, restarts: [] },
    warmup: 0,
    labelSmoothing: 0,
    clip: null,
    grow: run.growAt === null ? null : { at: [run.growAt / stepsPerEpoch(run)], momentum: 'zero' },
    seeds: [1],
    precision: 'float32',
    evaluate: 1,
    norms: 1,
    checkpoints: { every: 1, keep: 1, best: false },
    from: null,
  };
}

function metricTable(columns: Partial<Record<string, readonly number[]>>): MetricTable {
  const rows = columns['step']?.length ?? 0;
  const of = (name: string) =>
    Float64Array.from({ length: rows }, (_, i) => columns[name]?.[i] ?? NaN);
  return {
    rows,
    columns: {
      step: of('step'),
      epoch: of('epoch'),
      seconds: of('seconds'),
      loss: of('loss'),
      accuracy: of('accuracy'),
      rate: of('rate'),
      images_per_second: of('images_per_second'),
      gradient_norm: of('gradient_norm'),
      blocks: of('blocks'),
    },
  };
}

const share = (percent: number | null | undefined) => (percent ?? NaN) / 100;

function trainMetrics(run: FixtureRun, known: number): MetricTable {
  const step = run.step.filter(s => s <= known);
  return metricTable({
    step,
    epoch: step.map(s => (s * run.batch) / 50_000),
    seconds: step.map(secondsOf(run)),
    loss: step.map((_, i) => run.loss[i] ?? NaN),
    accuracy: step.map((_, i) => share(run.acc[i])),
    rate: step.map((_, i) => run.rate[i] ?? NaN),
    images_per_second: step.map((_, i) => run.ips[i] ?? NaN),
  });
}

function testMetrics(run: FixtureRun, known: number): MetricTable {
  const step = run.testStep.filter(s => s <= known);
  return metricTable({
    step,
    epoch: step.map(s => (s * run.batch) / 50_000),
    seconds: step.map(secondsOf(run)),
    loss: step.map((_, i) => run.testLoss[i] ?? NaN),
    accuracy: step.map((_, i) => share(run.testAcc[i])),
  });
}

function secondsOf(run: FixtureRun): (step: number) => number {
  const times = [0];
  for (const speed of run.ips) times.push((times.at(-1) ?? 0) + run.batch / (speed ?? 100));
  return step => times[step] ?? times.at(-1) ?? 0;
}

function eventsOf(run: FixtureRun, known: number): TrainedEvent[] {
  const growths = run.events
    .filter(e => e.step < known)
    .map(e => ({
      event: 'growth' as const,
      step: e.step,
      from: run.spec,
      to: e.spec,
      stepSize: [run.h, e.h] as const,
      loss: [null, null] as const,
      accuracy: [e.accBefore / 100, e.accAfter / 100] as const,
    }));
  if (run.end.kind !== 'failed') return growths;
  const message = 'The loss is not a number.';
  return [...growths, { event: 'failure', step: run.end.step, message }];
}

function blocksOf(
  run: string,
  step: number | null,
  upTo: UpTo,
): RecordedBlocks | { reason: string } {
  const answer = answerBlocks({ kind: 'blocks', run, step }, upTo);
  if (answer.kind !== 'blocks') return { reason: 'No norms are recorded yet.' };
  const { state, residual, gradient, ratio } = answer;
  return { ...answer, columns: { state, residual, gradient, ratio } };
}

function heatOf(run: string, column: string, height: number, upTo: UpTo): readonly HeatBand[] {
  if (column !== 'residual' && column !== 'ratio') return [];
  const answer = answerHeat({ kind: 'heat', run, column, height }, upTo);
  return answer.kind === 'heat' ? answer.bands : [];
}

function courseOf(
  run: string,
  column: string,
  { stage, place }: { stage: number; place: number },
  width: number,
  upTo: UpTo,
): RecordedCourse | null {
  if (column !== 'residual') return null;
  const answer = answerCourse({ kind: 'course', run, column, stage, place, width }, upTo);
  if (answer.kind !== 'course') return null;
  const { line, events, formerly } = answer;
  return { x: line.x, y: line.y, formerly, events: events.map(({ x }) => ({ x, label: 'grow' })) };
}

const noMetrics = metricTable({});
