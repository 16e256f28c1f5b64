import { defined, type Row } from '../../src/base/index.ts';
import type { Batch, Split } from '../../src/engine/data/index.ts';
import { maskValues } from '../../src/engine/model/index.ts';
import { exchangeablePairs, planNetwork, summarise } from '../../src/network/index.ts';
import {
  engineSide,
  type EngineSide,
  type StudyRuntime,
  type Trained,
  type TrainedSide,
} from './engineSide.ts';
import { lesionRow, normsOf, studyNorms, type Norms } from './measures.ts';
import { buildModel, type Model } from './model.ts';
import { createDraw } from './random/draw.ts';
import type { Drawn } from './random/notebook.ts';
import { createReport, type Report } from './report.ts';
import { run, type Examples, type Weights } from './run.ts';
import { standardized } from './standardize.ts';
import { gradientNorm, stepped } from './step.ts';

/** Steps before the one that is compared, and where one of the test examples' batches ends. */
const steps = 3;
const studyBatch = 8;
const trainingExamples = 24;
const testExamples = 20;
/** Nearer to a kink than this float32 may fall on the other side, where the gradient is another. */
const kinkMargin = 1e-5;

/** Trains a drawn network in the engine and computes everything that it tells once more. */
export async function compare(drawn: Drawn, runtime: StudyRuntime): Promise<Report> {
  const report = createReport();
  const model = buildModel(drawn.network);
  compareCounts(report, drawn, model);
  const engine = engineSide(drawn, runtime, drawSplit(drawn, 'training', trainingExamples));
  const before = await engine.trainTo(steps);
  const now = await engine.trainTo(steps + 1, before.checkpoint);
  await compareStep(report, drawn, model, engine, before, now);
  const weights = now.checkpoint.state as Weights;
  const test = clearOfKinks(model, weights, drawn);
  const examples = batchesOf(drawn, test);
  const studied = engine.trained(now.checkpoint, test);
  compareOutputs(report, model, weights, studied, examples);
  await compareNorms(report, model, weights, studied, examples);
  await compareLesions(report, drawn, model, weights, studied, examples);
  return report;
}

function drawSplit({ network, seed }: Drawn, name: string, count: number): Split {
  const draw = createDraw(seed, name);
  const size = network.input.reduce((a, b) => a * b, 1);
  return {
    count,
    images: draw.bytes(count * size),
    labels: Uint8Array.from({ length: count }, () => draw.between(0, network.classes - 1)),
  };
}

/** Test examples none of whose activations is at a kink, as far as three times as many have such. */
function clearOfKinks(model: Model, weights: Weights, drawn: Drawn): Split {
  const { images, labels } = drawSplit(drawn, 'test', 3 * testExamples);
  const size = drawn.network.input.reduce((a, b) => a * b, 1);
  const { kinks } = run(model, weights, { images: standardized(images, size), labels });
  const byDistance = kinks.map((distance, i) => ({ i, isNear: distance < kinkMargin }));
  const chosen = [...byDistance.filter(k => !k.isNear), ...byDistance.filter(k => k.isNear)]
    .slice(0, testExamples)
    .map(({ i }) => i);
  return {
    count: testExamples,
    images: Uint8Array.from(
      chosen.flatMap(i => Array.from(images.slice(i * size, (i + 1) * size), Number)),
    ),
    labels: Uint8Array.from(chosen, i => labels[i] ?? 0),
  };
}

function batchesOf({ network }: Drawn, { images, labels, count }: Split): Examples[] {
  const size = network.input.reduce((a, b) => a * b, 1);
  const all = standardized(images, size);
  return Array.from({ length: Math.ceil(count / studyBatch) }, (_, i) => {
    const [from, to] = [i * studyBatch, Math.min(count, (i + 1) * studyBatch)];
    return { images: all.slice(from * size, to * size), labels: labels.slice(from, to) };
  });
}

/** All of a list of batches as one. */
function joined(batches: readonly Examples[]): Examples {
  return {
    images: batches.flatMap(b => Array.from(b.images)),
    labels: batches.flatMap(b => Array.from(b.labels)),
  };
}

function compareCounts(report: Report, { network }: Drawn, model: Model): void {
  const plan = planNetwork(network);
  const summary = summarise(plan);
  const count = (isTrainable: boolean) =>
    model.parameters
      .filter(p => p.isTrainable === isTrainable)
      .reduce((n, p) => n + p.shape.reduce((a, b) => a * b, 1), 0);
  report.exact('trainable parameters', summary.trainableParameters, count(true));
  report.exact('other parameters', summary.otherParameters, count(false));
  report.exact('multiply-accumulates', summary.macs, model.macs);
  const shapes = (blocks: readonly { in: readonly number[]; out: readonly number[] }[]) =>
    blocks.map(b => `${b.in.join('×')} ${b.out.join('×')}`).join(', ');
  report.exact('shapes', shapes(plan.blocks), shapes(model.blocks));
}

/** One step of training: loss, norms, gradient, new statistics and new weights. */
async function compareStep(
  report: Report,
  { network, recipe, seed }: Drawn,
  model: Model,
  engine: EngineSide,
  { checkpoint: before }: Trained,
  { checkpoint: after, metrics, blocks }: Trained,
): Promise<void> {
  const batch = await engine.trainingBatch(steps);
  const masks = maskValues(planNetwork(network), recipe.batch, seed, steps);
  const gates = masks['depth_gates'];
  const outcome = run(model, before.state, batch, {
    isTraining: true,
    smoothing: recipe.labelSmoothing,
    masks,
    ...(gates && { gates }),
  });
  const row = defined(metrics.at(-1), 'row of the step');
  report.near('loss of the step', [Number(row['loss'])], [outcome.loss], 1e-5);
  for (const [name, values] of Object.entries(outcome.statistics)) {
    // The mean of what is centred already is rounding, so it is held against the deviation.
    const variance = outcome.statistics[name.replace(/mean$/, 'variance')] ?? values;
    const deviation = Math.sqrt(variance.reduce((sum, v) => sum + v, 0));
    const scale = name.endsWith('mean') ? deviation : 0;
    report.near(`statistic ${name}`, valuesOf(after.state[name]), values, 1e-5, scale);
  }
  const hasKink = Math.min(...outcome.kinks) < kinkMargin;
  compareBlocks(report, 'step', blocks, normsOf(outcome), hasKink, 1e-4);
  if (hasKink) return report.leaveOut('gradients of a training step at a kink');
  const norm = gradientNorm(model, outcome);
  report.near('gradient norm', [Number(row['gradient_norm'])], [norm], 1e-4);
  const next = stepped(model, outcome, {
    optimizer: recipe.optimizer,
    rate: Number(row['rate']),
    updates: before.counters.updates,
    clip: recipe.clip,
    maxNorm: network.maxNorm,
    slots: before.state,
  });
  const largest = Math.max(...Object.values(outcome.weights).flatMap(w => maxOf(w.gradient)));
  for (const [name, values] of Object.entries(next)) {
    const old = defined(outcome.weights[name], name);
    // AdamW divides a gradient by its size: one that is rounding alone becomes a whole step.
    const isNoise = (i: number) =>
      recipe.optimizer.kind === 'adamw' && Math.abs(old.gradient[i] ?? 0) < 1e-3 * largest;
    const kept = (list: ArrayLike<number>) => Array.from(list).filter((_, i) => !isNoise(i));
    report.change(
      `${name} after the step`,
      kept(valuesOf(after.state[name])),
      kept(values),
      kept(old.data),
      1e-2 * Number(row['rate']) * Math.min(norm, recipe.clip ?? Infinity),
    );
  }
}

/** Logits, and the gradient of the loss by every weight, of examples away from kinks. */
function compareOutputs(
  report: Report,
  model: Model,
  weights: Weights,
  engine: TrainedSide,
  batches: readonly Examples[],
): void {
  const all = joined(batches);
  const whole = run(model, weights, all);
  report.near('logits', engine.logits(floats(all)), whole.logits.data, 1e-5);
  const size = all.images.length / all.labels.length;
  const clear = whole.kinks.flatMap((distance, i) => (distance < kinkMargin ? [] : [i]));
  if (clear.length === 0) return report.leaveOut('gradients: all examples are at kinks');
  const examples: Examples = {
    images: clear.flatMap(i => Array.from(all.images).slice(i * size, (i + 1) * size)),
    labels: clear.map(i => all.labels[i] ?? 0),
  };
  const outcome = run(model, weights, examples);
  const found = engine.gradients(floats(examples));
  const norm = gradientNorm(model, outcome);
  for (const { name, isTrainable } of model.parameters) {
    if (!isTrainable) continue;
    const expected = defined(outcome.weights[name], name).gradient;
    report.near(`gradient of ${name}`, found[name] ?? [], expected, 1e-4, 1e-3 * norm);
  }
}

async function compareNorms(
  report: Report,
  model: Model,
  weights: Weights,
  engine: TrainedSide,
  batches: readonly Examples[],
): Promise<void> {
  for (const statistics of ['evaluation', 'training'] as const) {
    const isTraining = statistics === 'training';
    const used = isTraining ? batches.slice(0, -1) : batches;
    const rows = await engine.study('norms', { statistics });
    const near = used.some(b =>
      run(model, weights, b, { isTraining }).kinks.some(k => k < kinkMargin),
    );
    const expected = studyNorms(model, weights, used, { isTraining });
    compareBlocks(report, `norms, ${statistics}`, rows, expected, near, isTraining ? 1e-5 : 1e-6);
  }
}

function compareBlocks(
  report: Report,
  what: string,
  rows: readonly Row[],
  expected: Norms,
  hasKink: boolean,
  tolerance: number,
): void {
  const column = (name: string) => rows.map(row => row[name] ?? null);
  report.list(`${what}: state`, column('state'), expected.state, tolerance);
  report.list(`${what}: residual`, column('residual'), [...expected.residual, null], tolerance);
  if (hasKink) return report.leaveOut(`gradient norms (${what}) at a kink`);
  report.list(`${what}: gradient`, column('gradient'), expected.gradient, 10 * tolerance);
  if (rows[0] !== undefined && 'ratio' in rows[0])
    report.list(`${what}: ratio`, column('ratio'), [...expected.ratio, null], 10 * tolerance);
  else
    report.list(
      `${what}: output gradient`,
      column('output_gradient'),
      [...expected.outputGradient, null],
      10 * tolerance,
    );
}

/** Every block removed in turn, random sets of blocks, and swaps. */
async function compareLesions(
  report: Report,
  { network }: Drawn,
  model: Model,
  weights: Weights,
  engine: TrainedSide,
  batches: readonly Examples[],
): Promise<void> {
  const examples = joined(batches);
  const count = examples.labels.length;
  const check = (row: Row | undefined, what: string, options: Parameters<typeof lesionRow>[3]) => {
    const { loss, wrong, undecided } = lesionRow(model, weights, examples, options);
    report.near(`loss, ${what}`, [Number(row?.['loss'])], [loss], 1e-6);
    const found = Math.round(Number(row?.['error']) * count);
    if (Math.abs(found - wrong) > undecided) report.exact(`errors, ${what}`, found, wrong);
  };
  const plan = planNetwork(network);
  const rows = await engine
    .study('lesion', lesionValue('each'))
    .catch((error: unknown) =>
      isUndefinedLesion(error, model) ? null : Promise.reject(error as Error),
    );
  rows?.forEach((row, i) =>
    check(row, i === 0 ? 'whole' : `without block ${i - 1}`, { removed: i === 0 ? [] : [i - 1] }),
  );
  if (rows === null) report.leaveOut('lesions that are not defined');
  else {
    const some = await engine.study('lesion', lesionValue([Math.ceil(plan.blocks.length / 2)]));
    for (const row of some.slice(1)) {
      const removed = String(row['blocks']).split(',').map(Number);
      check(row, `without blocks ${row['blocks']}`, { removed });
    }
  }
  if (exchangeablePairs(plan).length === 0) return;
  for (const row of (await engine.study('lesion', lesionValue(null, [1, 2]))).slice(1)) {
    const order = plan.blocks.map((_, l) => l);
    for (const pair of String(row['blocks']).split(',')) {
      const [a = 0, b = 0] = pair.split('-').map(Number);
      [order[a], order[b]] = [order[b] ?? b, order[a] ?? a];
    }
    check(row, `swapped ${row['blocks']}`, { order });
  }
}

const lesionValue = (
  remove: 'each' | readonly number[] | null,
  swap: readonly number[] | null = null,
) => ({ remove, swap, repeats: 2, seed: 1 });

/** Plain blocks whose place nothing can take, by their shapes. */
function isUndefinedLesion(error: unknown, model: Model): boolean {
  const isPlain = (error as { code?: unknown }).code === 'study.plain';
  return (
    isPlain &&
    model.blocks.some(({ shortcut, in: [h, w, c], sum, stride }) => {
      const pooled = [Math.floor(h / stride), Math.floor(w / stride)];
      return (
        shortcut.kind === 'none' && (pooled[0] !== sum[0] || pooled[1] !== sum[1] || sum[2] < c)
      );
    })
  );
}

function floats({ images, labels }: Examples): Batch {
  return { images: Float32Array.from(images), labels: Int32Array.from(labels) };
}

function valuesOf(tensor: { readonly values: ArrayLike<number | bigint> } | undefined): number[] {
  return Array.from(tensor?.values ?? [], Number);
}

function maxOf(values: Float64Array): number {
  return values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
}
