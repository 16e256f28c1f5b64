import { defined, type Row } from '../../base/index.ts';
import type { NetworkValue, TrainValue } from '../../language/index.ts';
import { planNetwork } from '../../network/index.ts';
import { stepOfEpoch, type Course } from '../../theory/index.ts';
import type { BatchSource, EvaluationSource } from '../data/index.ts';
import { planDigest, type Checkpoint, type Counters } from './checkpoint.ts';
import { courseOf, isDue } from './course.ts';
import { openLevel, type Level, type Runtime } from './level.ts';
import { createOptimizer, type Optimizer } from './optimizer.ts';
import { createPace, type Pace } from './pace.ts';
import type { Evaluation, Progress, TrainRecord } from './records.ts';
import { emptySlots, initialWeights, type HostState } from './state.ts';

export interface TrainOptions {
  /** The network of the cell, before any growth. */
  readonly network: NetworkValue;
  readonly recipe: TrainValue;
  readonly seed: number;
  readonly data: TrainingData;
  readonly runtime: Runtime;
  readonly start: Start;
  /** Looked at between steps. */
  readonly stopRequested: () => boolean;
}

export interface TrainingData {
  readonly training: BatchSource;
  /** In this order; the first one decides which checkpoint is the best. */
  readonly evaluations: readonly {
    readonly split: 'validation' | 'test';
    readonly source: EvaluationSource;
  }[];
  /** Examples per evaluation batch, the smaller last one of a split aside. */
  readonly evaluationBatch: number;
}

export type Start =
  /** `weights` null: as the network's initialisation says. */
  | { readonly kind: 'new'; readonly weights: HostState | null }
  /** Goes on exactly as the run that wrote the checkpoint would have. */
  | {
      readonly kind: 'resume';
      readonly checkpoint: Checkpoint;
      /** The run that wrote it. */
      readonly run: string;
    };

/** A training under way: what stays, and what moves. */
export interface Training {
  readonly options: TrainOptions;
  readonly course: Course;
  readonly optimizer: Optimizer;
  readonly pace: Pace;
  /** Seconds since it began in this process. */
  readonly elapsed: () => number;
  /** Last value of each metric. */
  readonly latest: Record<string, number | null>;
  counters: Counters;
  network: NetworkValue;
  /** Absent only while a program is being replaced by another. */
  level: Level | null;
  /** Step of the last checkpoint; -1: none. */
  savedStep: number;
  /** The last one of this process. */
  evaluation: Evaluation | null;
  /** When the last step was over, in elapsed seconds. */
  lastStepAt: number | null;
}

const newCounters: Counters = { step: 0, updates: 0, growths: 0, evaluated: 0, best: null };

export function beginTraining(options: TrainOptions): Training {
  const { start, recipe, data } = options;
  const began = performance.now();
  const resumed = start.kind === 'resume' ? start.checkpoint : null;
  return {
    options,
    course: courseOf(recipe, data.training.stepsPerEpoch),
    optimizer: createOptimizer(recipe.optimizer),
    pace: createPace(),
    elapsed: () => (performance.now() - began) / 1000,
    latest: {},
    counters: resumed?.counters ?? newCounters,
    network: resumed?.network ?? options.network,
    level: null,
    savedStep: resumed?.counters.step ?? -1,
    evaluation: null,
    lastStepAt: null,
  };
}

/** The state that the first step of this process starts from. */
export function startingState({ options, network, optimizer }: Training): HostState {
  const { start, seed } = options;
  if (start.kind === 'resume') return start.checkpoint.state;
  const plan = planNetwork(network);
  return { ...(start.weights ?? initialWeights(plan, seed)), ...emptySlots(plan, optimizer) };
}

/** Compiles the present network; the program before it, if any, must be disposed. */
export function* reopen(training: Training, state: HostState): Generator<TrainRecord> {
  const { options, network, optimizer } = training;
  const { recipe, runtime, seed, data } = options;
  yield progress(training, 'compiling');
  const before = training.elapsed();
  training.level = openLevel({
    plan: planNetwork(network),
    runtime,
    recipe,
    optimizer,
    batch: recipe.batch,
    seed,
    evaluationSizes: evaluationSizes(data),
    state,
  });
  const seconds = (training.elapsed() - before).toFixed(1);
  const blocks = training.level.plan.blocks.length;
  const how = runtime.compiled ? 'compiled' : 'made ready (not compiled)';
  yield { kind: 'message', text: `network of ${blocks} blocks ${how} in ${seconds} s` };
}

export function levelOf(training: Training): Level {
  return defined(training.level, 'the training program');
}

/** Whether the training has gone on since its last checkpoint. */
export function isUnsaved({ savedStep, counters }: Training): boolean {
  return savedStep < counters.step;
}

/** Gives the event loop a turn, so that a stop request is heard and records are written. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

export function epochOf({ counters, course }: Training): number {
  return counters.step / course.stepsPerEpoch;
}

/** The columns that every row of metrics has. */
export function rowStart(training: Training): Row {
  return {
    step: training.counters.step,
    epoch: epochOf(training),
    seconds: training.elapsed(),
    blocks: levelOf(training).plan.blocks.length,
  };
}

export function progress(training: Training, phase: Progress['phase']): TrainRecord {
  const { counters, course, pace, options, latest } = training;
  const left = course.steps - counters.step;
  return {
    kind: 'progress',
    progress: {
      phase,
      step: counters.step,
      steps: course.steps,
      epoch: epochOf(training),
      epochs: options.recipe.epochs,
      secondsElapsed: training.elapsed(),
      secondsLeft: pace.secondsLeft(left, evaluationsLeft(training)),
      metrics: { ...latest },
    },
  };
}

/** Those of the schedule, and those right before and right after each growth. */
function evaluationsLeft({ counters, course, options }: Training): number {
  const { evaluate } = options.recipe;
  const interval = evaluate * course.stepsPerEpoch;
  const planned = interval > 0 ? Math.ceil((course.steps - counters.step) / interval) : 1;
  const growths = course.growths.slice(counters.growths);
  return growths.reduce((sum, epoch) => {
    const step = stepOfEpoch(epoch, course.stepsPerEpoch);
    return step < course.steps ? sum + (isDue(course, evaluate, step) ? 1 : 2) : sum;
  }, planned);
}

/** A checkpoint of this moment. */
export function checkpoint(
  training: Training,
  state: HostState = levelOf(training).read(),
): TrainRecord {
  const { counters, network, options } = training;
  training.savedStep = counters.step;
  return {
    kind: 'checkpoint',
    checkpoint: {
      seed: options.seed,
      epoch: epochOf(training),
      counters,
      network,
      plan: planDigest(planNetwork(network)),
      state,
    },
  };
}

/** Batch sizes that these splits are evaluated with. */
function evaluationSizes({ evaluations, evaluationBatch }: TrainingData): number[] {
  const sizes = evaluations.flatMap(({ source: { batches, tail } }) => [
    ...(batches > (tail > 0 ? 1 : 0) ? [evaluationBatch] : []),
    ...(tail > 0 ? [tail] : []),
  ]);
  return [...new Set(sizes)];
}
