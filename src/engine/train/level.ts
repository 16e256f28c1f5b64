import * as tf from '@tensorflow/tfjs';
import type { NetworkPlan } from '../../network/index.ts';
import {
  eagerProgram,
  type Program,
  type ProgramDefinition,
  type Tensors,
} from '../compile/index.ts';
import type { Batch, EvaluationSource } from '../data/index.ts';
import type { Ops } from '../model/index.ts';
import { diagnosis, diagnosisOutputs, firstBreakdown, type Breakdown } from './diagnose.ts';
import type { Optimizer } from './optimizer.ts';
import { normOutputs, trainingProgram, type StepRecipe } from './program.ts';
import type { HostState } from './state.ts';
import { batchTensors, deviceTensor, hostTensor, mapTensors, maskTensors } from './tensors.ts';

/** What computes: the ops of the loaded engine and how a program is made for it. */
export interface Runtime {
  readonly ops: Ops;
  readonly compiled: boolean;
  readonly createProgram: (definition: ProgramDefinition) => Program;
}

/** A training between two growths: one network, one program. */
export interface Level {
  readonly plan: NetworkPlan;
  step(batch: Batch, options: StepOptions): StepResult;
  /** Mean loss and accuracy over a whole split, with running statistics; null if `cancel` said so. */
  evaluate(source: EvaluationSource, turn: () => Promise<void>, cancel: () => boolean): Evaluated;
  /** Where the step with this batch, which was not finite, first went wrong. */
  diagnose(batch: Batch, step: number): Breakdown;
  read(): HostState;
  dispose(): void;
}

type Evaluated = Promise<{ readonly loss: number; readonly accuracy: number } | null>;

export interface StepOptions {
  /** Steps done before this one; names the dropout masks. */
  readonly step: number;
  readonly rate: number;
  /** Updates done since the slots were zero. */
  readonly updates: number;
  readonly norms: boolean;
}

export interface StepResult {
  readonly loss: number;
  /** Share of the batch. */
  readonly accuracy: number;
  readonly gradientNorm: number;
  /** False: nothing was updated. */
  readonly finite: boolean;
  /** [L+1], [L], [L+1], [L]; definitions: `blocksSchema`. */
  readonly norms: {
    readonly state: ArrayLike<number>;
    readonly residual: ArrayLike<number>;
    readonly gradient: ArrayLike<number>;
    readonly outputGradient: ArrayLike<number>;
  } | null;
}

export interface LevelOptions {
  readonly plan: NetworkPlan;
  readonly runtime: Runtime;
  readonly recipe: StepRecipe;
  readonly optimizer: Optimizer;
  readonly batch: number;
  readonly seed: number;
  readonly evaluationSizes: readonly number[];
  readonly state: HostState;
}

/** Makes the program of a level, which for a compiled runtime means tracing and loading it. */
export function openLevel(options: LevelOptions): Level {
  const { plan, runtime, recipe, optimizer, batch: size, seed } = options;
  const state = Object.fromEntries(
    Object.entries(options.state).map(([name, tensor]) => [name, deviceTensor(tensor)]),
  );
  const program = runtime.createProgram(
    trainingProgram(
      {
        plan,
        ops: runtime.ops,
        recipe,
        batch: size,
        evaluationSizes: options.evaluationSizes,
        state,
      },
      { oneFunction: runtime.compiled },
    ),
  );
  tf.dispose(state);
  const inputsOf = (batch: Batch, step: number): Tensors => ({
    ...batchTensors(plan, batch),
    ...maskTensors(plan, size, seed, step),
  });

  return {
    plan,
    step(batch, { step, rate, updates, norms }) {
      const numbers = Object.entries(optimizer.numbers(rate, updates));
      const inputs = {
        ...inputsOf(batch, step),
        ...Object.fromEntries(numbers.map(([name, value]) => [name, tf.scalar(value)])),
      };
      const fn = norms && !runtime.compiled ? 'trainWithNorms' : 'train';
      const wanted = norms ? normOutputs : [];
      const outputs = program.call<string>(fn, inputs, [
        'loss',
        'correct',
        'gradient_norm',
        ...wanted,
      ]);
      const values = mapTensors(outputs, t => t.dataSync());
      tf.dispose([inputs, outputs]);
      const [loss = NaN] = values['loss'] ?? [];
      const [gradientNorm = NaN] = values['gradient_norm'] ?? [];
      const [state = [], residual = [], gradient = [], outputGradient = []] = wanted.map(
        name => values[name],
      );
      return {
        loss,
        accuracy: (values['correct']?.[0] ?? NaN) / size,
        gradientNorm,
        finite: Number.isFinite(loss) && Number.isFinite(gradientNorm),
        norms: norms ? { state, residual, gradient, outputGradient } : null,
      };
    },
    async evaluate(source, turn, cancel) {
      let [loss, correct, count] = [0, 0, 0];
      for (let i = 0; i < source.batches; i++) {
        const batch = await source.batch(i);
        const n = batch.labels.length;
        const inputs = batchTensors(plan, batch);
        const outputs = program.call(`evaluate/${n}`, inputs, ['loss', 'correct']);
        loss += (outputs.loss.dataSync()[0] ?? NaN) * n;
        correct += outputs.correct.dataSync()[0] ?? NaN;
        count += n;
        tf.dispose([inputs, outputs]);
        await turn();
        if (cancel()) return null;
      }
      return { loss: loss / count, accuracy: correct / count };
    },
    diagnose(batch, step) {
      const tensors = program.read();
      const replay = eagerProgram({
        state: tensors,
        functions: { diagnose: diagnosis(plan, runtime.ops, size, recipe.labelSmoothing) },
      });
      const inputs = inputsOf(batch, step);
      const outputs = replay.call('diagnose', inputs, diagnosisOutputs(plan));
      const flags = mapTensors(outputs, t => t.dataSync()[0] !== 0);
      tf.dispose([tensors, inputs, outputs]);
      replay.dispose();
      return firstBreakdown(plan, flags);
    },
    read() {
      const tensors = program.read();
      const values = mapTensors(tensors, hostTensor);
      tf.dispose(tensors);
      return values;
    },
    dispose: () => program.dispose(),
  };
}
