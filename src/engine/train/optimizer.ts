import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { assertNever, defined } from '../../base/index.ts';
import type { OptimizerValue } from '../../language/index.ts';
import type { ParameterPlan } from '../../network/index.ts';
import type { Tensors } from '../compile/index.ts';

/**
 * An optimiser as pure functions of values. Its slots (momentum and the like) are state entries
 * named `optimizer.<slot>.<parameter>`, zero at the beginning.
 */
export interface Optimizer {
  /** Names and shapes of the slots of these parameters. */
  init(parameters: readonly ParameterPlan[]): Record<string, readonly number[]>;
  /**
   * The numbers that change from step to step, as `update` wants them, computed in double
   * precision. `updates` counts the updates since the slots were zero, from 0.
   */
  numbers(rate: number, updates: number): Record<string, number>;
  /** New values of all parameters and slots. `numbers` are scalars. Works eagerly and traced. */
  update(
    parameters: readonly ParameterPlan[],
    state: Tensors,
    gradients: Tensors,
    numbers: Tensors,
  ): Record<string, Tensor>;
}

/** True of a state entry that belongs to an optimiser. */
export function isSlot(name: string): boolean {
  return name.startsWith('optimizer.');
}

/** The name of a parameter's slot. */
export function slotName(slot: string, parameter: string): string {
  return `optimizer.${slot}.${parameter}`;
}

export function createOptimizer(value: OptimizerValue): Optimizer {
  switch (value.kind) {
    case 'sgd':
      return sgd(value);
    case 'adamw':
      return adamw(value);
    default:
      return assertNever(value);
  }
}

/**
 * SGD as PyTorch has it: g ← g + decay·p; v ← momentum·v + g; p ← p − rate·v, or with Nesterov
 * p ← p − rate·(g + momentum·v). The rate is not inside v, so a new rate takes effect at once.
 */
function sgd({ momentum, nesterov, decay, decayOn }: OptimizerValue & { kind: 'sgd' }): Optimizer {
  const slots = momentum === 0 ? [] : ['momentum'];
  return {
    init: parameters => slotShapes(slots, parameters),
    numbers: rate => ({ rate }),
    update: (parameters, state, gradients, numbers) =>
      merge(parameters, ({ name, role }) => {
        const p = entry(state, name);
        const decayed = decay !== 0 && isDecayed(role, decayOn);
        const raw = entry(gradients, name);
        const g = decayed ? tf.add(raw, tf.mul(p, decay)) : raw;
        const rate = entry(numbers, 'rate');
        if (momentum === 0) return { [name]: tf.sub(p, tf.mul(g, rate)) };
        const slot = slotName('momentum', name);
        const v = tf.add(tf.mul(entry(state, slot), momentum), g);
        const direction = nesterov ? tf.add(g, tf.mul(v, momentum)) : v;
        return { [slot]: v, [name]: tf.sub(p, tf.mul(direction, rate)) };
      }),
  };
}

/**
 * AdamW (Loshchilov and Hutter 2019) as PyTorch has it: p ← p·(1 − rate·decay), then
 * p ← p − rate/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε).
 */
function adamw(value: OptimizerValue & { kind: 'adamw' }): Optimizer {
  const { beta1, beta2, epsilon, decay, decayOn } = value;
  return {
    init: parameters => slotShapes(['mean', 'square'], parameters),
    numbers: (rate, updates) => ({
      shrink: 1 - rate * decay,
      stride: rate / (1 - beta1 ** (updates + 1)),
      spread: 1 / Math.sqrt(1 - beta2 ** (updates + 1)),
    }),
    update: (parameters, state, gradients, numbers) =>
      merge(parameters, ({ name, role }) => {
        const p = entry(state, name);
        const g = entry(gradients, name);
        const [mean, square] = [slotName('mean', name), slotName('square', name)];
        const m = tf.add(tf.mul(entry(state, mean), beta1), tf.mul(g, 1 - beta1));
        const v = tf.add(tf.mul(entry(state, square), beta2), tf.mul(tf.square(g), 1 - beta2));
        const kept = isDecayed(role, decayOn) ? tf.mul(p, entry(numbers, 'shrink')) : p;
        const size = tf.add(tf.mul(tf.sqrt(v), entry(numbers, 'spread')), epsilon);
        const stride = tf.mul(tf.div(m, size), entry(numbers, 'stride'));
        return { [mean]: m, [square]: v, [name]: tf.sub(kept, stride) };
      }),
  };
}

/**
 * Which parameters shrink. `weights`: convolution and dense weights, as in WarpNet's code. `all`:
 * also norm scales and shifts and the dense bias, as PyTorch does with one decay for all
 * parameters. The multi-level paper (arXiv 1710.10348) gives 2e-4 and does not say on which.
 */
function isDecayed(role: ParameterPlan['role'], on: 'weights' | 'all'): boolean {
  return on === 'all' || role === 'weight';
}

/** √Σ‖g‖² over all tensors: a scalar. Overflows to infinity above about 1e19. */
export function globalNorm(gradients: Tensors): Tensor {
  const squares = Object.values(gradients).map(g => tf.sum(tf.square(g)));
  return tf.sqrt(tf.addN(squares));
}

/** Gradients scaled by min(1, limit/(norm + 1e-6)), as PyTorch's clip_grad_norm_. */
export function clipGradients(gradients: Tensors, norm: Tensor, limit: number): Tensors {
  const scale = tf.minimum(tf.div(limit, tf.add(norm, 1e-6)), 1);
  return Object.fromEntries(Object.entries(gradients).map(([n, g]) => [n, tf.mul(g, scale)]));
}

function slotShapes(
  slots: readonly string[],
  parameters: readonly ParameterPlan[],
): Record<string, readonly number[]> {
  return Object.fromEntries(
    slots.flatMap(slot => parameters.map(p => [slotName(slot, p.name), p.shape])),
  );
}

function merge(
  parameters: readonly ParameterPlan[],
  each: (parameter: ParameterPlan) => Record<string, Tensor>,
): Record<string, Tensor> {
  return Object.assign({}, ...parameters.map(each)) as Record<string, Tensor>;
}

function entry(tensors: Tensors, name: string): Tensor {
  return defined(tensors[name], `tensor ${name}`);
}
