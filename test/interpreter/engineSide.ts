import * as tf from '@tensorflow/tfjs';
import { defined, type Row } from '../../src/base/index.ts';
import type { Tensors } from '../../src/engine/compile/index.ts';
import {
  evaluationBatches,
  trainingBatches,
  type Batch,
  type Split,
} from '../../src/engine/data/index.ts';
import {
  forward,
  lossAndGradients,
  type Ops,
  type ParameterValues,
} from '../../src/engine/model/index.ts';
import { train, type Checkpoint, type Runtime } from '../../src/engine/train/index.ts';
import type { CellKind, ValueOf } from '../../src/language/index.ts';
import { type NetworkPlan, planNetwork } from '../../src/network/index.ts';
import { computations } from '../../src/studies/compute.index.ts';
import type { Drawn } from './random/notebook.ts';

/** What computes trainings, and the ops that studies take. */
export interface StudyRuntime extends Runtime {
  readonly studyOps: Ops;
}

/** What our engine is asked to do with a drawn notebook. */
export interface EngineSide {
  /** Trains to this step, from the start or from a checkpoint. */
  trainTo(step: number, from?: Checkpoint): Promise<Trained>;
  /** The batch of the step after this many. */
  trainingBatch(step: number): Promise<Batch>;
  /** What was trained, and the examples of its studies. */
  trained(checkpoint: Checkpoint, test: Split): TrainedSide;
}

/** What our engine is asked about a trained network. */
export interface TrainedSide {
  study<K extends CellKind>(kind: K, value: Partial<ValueOf<K>>): Promise<Row[]>;
  logits(examples: Batch): Float64Array;
  /** Of the mean loss by every weight, with running statistics. */
  gradients(examples: Batch): Readonly<Record<string, ArrayLike<number>>>;
}

export interface Trained {
  readonly checkpoint: Checkpoint;
  /** Rows of metrics.arrows and blocks.arrows. */
  readonly metrics: readonly Row[];
  readonly blocks: readonly Row[];
}

const studyBatch = 8;

const common = { standardize: 'per-image', worker: false } as const;

export function engineSide(drawn: Drawn, runtime: StudyRuntime, training: Split): EngineSide {
  const { network, recipe, seed } = drawn;
  const open = () =>
    trainingBatches(whole(training), {
      ...common,
      shape: network.input,
      batch: recipe.batch,
      augment: { pad: 0, flip: false },
      seed,
    });
  return {
    async trainTo(step, from) {
      let done = from?.counters.step ?? 0;
      let checkpoint: Checkpoint | undefined;
      const [metrics, blocks]: [Row[], Row[]] = [[], []];
      const source = open();
      for await (const record of train({
        network,
        recipe,
        seed,
        runtime,
        data: { training: source, evaluations: [], evaluationBatch: studyBatch },
        start: from
          ? { kind: 'resume', run: 'before', checkpoint: from }
          : { kind: 'new', weights: null },
        stopRequested: () => done >= step,
      })) {
        if (record.kind === 'progress') done = record.progress.step;
        if (record.kind === 'checkpoint') checkpoint = record.checkpoint;
        if (record.kind === 'metrics') metrics.push(record.row);
        if (record.kind === 'blocks') blocks.push(...record.rows);
      }
      await source.close();
      return { checkpoint: defined(checkpoint, 'checkpoint'), metrics, blocks };
    },
    async trainingBatch(step) {
      const source = open();
      const batch = await source.batch(step);
      await source.close();
      return batch;
    },
    trained: (checkpoint, test) => trainedSide(drawn, runtime, checkpoint, test),
  };
}

function trainedSide(
  { network }: Drawn,
  runtime: StudyRuntime,
  { state }: Checkpoint,
  test: Split,
): TrainedSide {
  const plan = planNetwork(network);
  const weights = Object.fromEntries(
    Object.entries(state).flatMap(([name, { shape, values }]) =>
      values instanceof Float32Array ? [[name, { shape, values }]] : [],
    ),
  );
  return {
    async study(kind, value) {
      const rows: Row[] = [];
      const examples = evaluationBatches(whole(test), {
        ...common,
        shape: network.input,
        batch: studyBatch,
      });
      const asked = { of: 't', split: 'test', examples: null, ...value };
      const context = {
        plan,
        weights,
        examples,
        batch: studyBatch,
        ops: runtime.studyOps,
        createProgram: runtime.createProgram,
        signal: new AbortController().signal,
      };
      for await (const event of defined(computations.get(kind), kind).run(context, asked as never))
        if (event.kind === 'rows') rows.push(...event.rows);
      await examples.close();
      return rows;
    },
    logits: examples =>
      defined(
        compute(runtime, plan, weights, examples, (values, x) => ({
          logits: forward(plan, runtime.ops, values, x, { training: false }).logits,
        }))['logits'],
        'logits',
      ),
    gradients: examples =>
      compute(
        runtime,
        plan,
        weights,
        examples,
        (values, x, y) =>
          lossAndGradients(plan, runtime.ops, values, x, y, { training: false }).gradients,
      ),
  };
}

/** Everything that `make` returns, of one batch, in a program as the engine makes it. */
function compute(
  runtime: Runtime,
  plan: NetworkPlan,
  weights: Readonly<Record<string, ParameterValues>>,
  { images, labels }: Batch,
  make: (state: Tensors, x: tf.Tensor, y: tf.Tensor) => Record<string, tf.Tensor>,
): Record<string, Float64Array> {
  const state = Object.fromEntries(
    Object.entries(weights).flatMap(([name, { shape, values }]) =>
      name.startsWith('optimizer.') ? [] : [[name, tf.tensor(values, [...shape], 'float32')]],
    ),
  );
  const size = labels.length;
  const names: string[] = [];
  const program = runtime.createProgram({
    state,
    functions: {
      it: {
        inputs: {
          images: { shape: [size, ...plan.input], dtype: 'float32' },
          labels: { shape: [size], dtype: 'int32' },
        },
        run: (values, { images: x, labels: y }) => {
          const outputs = make(values, defined(x, 'images'), defined(y, 'labels'));
          names.splice(0, names.length, ...Object.keys(outputs));
          return { outputs };
        },
      },
    },
  });
  const inputs = {
    images: tf.tensor(images, [size, ...plan.input], 'float32'),
    labels: tf.tensor(labels, [size], 'int32'),
  };
  // An eager program knows its outputs only once it has run.
  if (names.length === 0) tf.dispose(program.call('it', inputs, []));
  const outputs = program.call('it', inputs, names);
  const found = Object.fromEntries(
    Object.entries(outputs).map(([name, t]) => [name, Float64Array.from(t.dataSync())]),
  );
  tf.dispose([state, inputs, outputs]);
  program.dispose();
  return found;
}

function whole(split: Split) {
  return { split, indices: Int32Array.from({ length: split.count }, (_, i) => i) };
}
