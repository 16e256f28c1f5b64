import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { defined } from '../../base/index.ts';
import type { TrainValue } from '../../language/index.ts';
import { planParameters, type NetworkPlan } from '../../network/index.ts';
import type {
  FunctionDefinition,
  ProgramDefinition,
  Tensors,
  TensorSpec,
} from '../compile/index.ts';
import {
  clipWeightNorm,
  evaluation,
  lossAndGradients,
  maskInputs,
  type Ops,
} from '../model/index.ts';
import { clipGradients, createOptimizer, globalNorm, type Optimizer } from './optimizer.ts';

/** What of a recipe the training program is made from; the rest steers the loop. */
export type StepRecipe = Pick<TrainValue, 'optimizer' | 'clip' | 'labelSmoothing'>;

export interface TrainingProgramOptions {
  readonly plan: NetworkPlan;
  readonly ops: Ops;
  readonly recipe: StepRecipe;
  readonly batch: number;
  /** Batch sizes that `evaluate/<size>` functions are made for. */
  readonly evaluationSizes: readonly number[];
  /** Initial values of weights, running statistics and slots; the caller keeps ownership. */
  readonly state: Tensors;
}

/** Outputs of `train` that the norms of blocks are fetched by; definitions: `blocksSchema`. */
export const normOutputs = [
  'state_norms',
  'residual_norms',
  'gradient_norms',
  'output_gradient_norms',
] as const;

/**
 * The program of a training. Its state: parameters, running statistics, optimiser slots.
 *
 * - `train`: `images`, `labels`, dropout masks by layer name, and the optimiser's numbers. Outputs
 *   `loss`, `correct` (int32), `gradient_norm`, `finite` (bool) and those of `trainWithNorms`. The state
 *   changes only if `finite`: loss and gradient norm are finite numbers.
 * - `trainWithNorms`: the same step with the norms of every block (`BlockNorms`) among its
 *   outputs. In a compiled program the norms cost nothing where they are not fetched, so there it is
 *   `train` itself (`oneFunction`); eagerly they are computed whenever the function runs.
 * - `evaluate/<size>`: `loss` (mean) and `correct` of a batch of that size, running statistics.
 */
export function trainingProgram(
  options: TrainingProgramOptions,
  { oneFunction = true } = {},
): ProgramDefinition {
  const { plan, ops, evaluationSizes } = options;
  return {
    state: options.state,
    functions: {
      train: trainFunction(options, oneFunction),
      ...(oneFunction ? {} : { trainWithNorms: trainFunction(options, true) }),
      ...Object.fromEntries(
        evaluationSizes.map(size => [`evaluate/${size}`, evaluation(plan, ops, size)]),
      ),
    },
  };
}

/** Inputs of a training step besides the optimiser's numbers. */
export function batchInputs(plan: NetworkPlan, batch: number): Record<string, TensorSpec> {
  return {
    images: { shape: [batch, ...plan.input], dtype: 'float32' },
    labels: { shape: [batch], dtype: 'int32' },
    ...maskInputs(plan, batch),
  };
}

function trainFunction(options: TrainingProgramOptions, norms: boolean): FunctionDefinition {
  const { plan, ops, recipe, batch } = options;
  const optimizer = createOptimizer(recipe.optimizer);
  const numbers = Object.keys(optimizer.numbers(1, 0));
  return {
    inputs: {
      ...batchInputs(plan, batch),
      ...Object.fromEntries(numbers.map(n => [n, { shape: [], dtype: 'float32' } as const])),
    },
    run: (state, inputs) => {
      const { images, labels, ...others } = inputs;
      const step = lossAndGradients(
        plan,
        ops,
        state,
        defined(images, 'images'),
        defined(labels, 'labels'),
        { training: true, masks: others, smoothing: recipe.labelSmoothing, norms },
      );
      const norm = globalNorm(step.gradients);
      const finite = tf.logicalAnd(tf.isFinite(step.loss), tf.isFinite(norm));
      const gradients =
        recipe.clip === null ? step.gradients : clipGradients(step.gradients, norm, recipe.clip);
      return {
        outputs: {
          loss: step.loss,
          correct: step.correct,
          gradient_norm: norm,
          finite,
          ...(step.norms && {
            state_norms: step.norms.state,
            residual_norms: step.norms.residual,
            gradient_norms: step.norms.gradient,
            output_gradient_norms: step.norms.outputGradient,
          }),
        },
        update: { ...step.statistics, ...updated(plan, optimizer, state, gradients, others) },
        when: finite,
      };
    },
  };
}

/** New parameters and slots: the optimiser's update, then max-norm on every weight. */
function updated(
  plan: NetworkPlan,
  optimizer: Optimizer,
  state: Tensors,
  gradients: Tensors,
  numbers: Tensors,
): Record<string, Tensor> {
  const trainable = planParameters(plan).filter(p => p.trainable);
  const next = optimizer.update(trainable, state, gradients, numbers);
  const { maxNorm } = plan;
  if (maxNorm === null) return next;
  const clipped = trainable
    .filter(p => p.role === 'weight')
    .map(p => [p.name, clipWeightNorm(defined(next[p.name], p.name), maxNorm)] as const);
  return { ...next, ...Object.fromEntries(clipped) };
}
