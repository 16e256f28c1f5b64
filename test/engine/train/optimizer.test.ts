import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OptimizerValue } from '../../../src/language/index.ts';
import type { ParameterPlan } from '../../../src/network/index.ts';
import { clipGradients, createOptimizer, globalNorm } from '../../../src/engine/train/optimizer.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const sgd = { kind: 'sgd', momentum: 0.9, nesterov: false, decay: 0, decayOn: 'all' } as const;
const adamw = {
  kind: 'adamw',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  decay: 0.05,
  decayOn: 'all',
} as const;

function parameter(name: string, role: ParameterPlan['role'], size: number): ParameterPlan {
  return { name, shape: [size], role, trainable: true };
}

type Gradient = (p: number[], step: number) => number[];

/** The parameter after `steps` updates of rate 0.1 from `start`. */
function optimise(
  value: OptimizerValue,
  start: number[],
  gradient: Gradient,
  steps: number,
  { role = 'weight', clip = 0 }: { role?: ParameterPlan['role']; clip?: number } = {},
): number[] {
  const optimizer = createOptimizer(value);
  const parameters = [parameter('p', role, start.length)];
  let state: Record<string, tf.Tensor> = { p: tf.tensor1d(start) };
  for (const [name, shape] of Object.entries(optimizer.init(parameters))) {
    state[name] = tf.zeros(shape as number[]);
  }
  for (let step = 0; step < steps; step++) {
    const g = tf.tensor1d(gradient([...(state['p']?.dataSync() ?? [])], step));
    const gradients = clip ? clipGradients({ p: g }, globalNorm({ p: g }), clip) : { p: g };
    const numbers = Object.entries(optimizer.numbers(0.1, step)).map(([n, v]) => [n, tf.scalar(v)]);
    state = {
      ...state,
      ...optimizer.update(
        parameters,
        state,
        gradients,
        Object.fromEntries(numbers) as Record<string, tf.Tensor>,
      ),
    };
  }
  return [...(state['p']?.dataSync() ?? [])];
}

// What torch.optim of PyTorch 2.15 gives after 4 updates from [1, -2, 0.5] with rate 0.1 and
// gradient (t + 1)·[0.3, -0.1, 0.2] + p/2, t = 0..3.
const drift: Gradient = (p, t) =>
  [0.3, -0.1, 0.2].map((g, i) => Math.fround(g * (t + 1) + (p[i] ?? 0) * 0.5));

it.each<[string, OptimizerValue, number[], number]>([
  ['SGD', { ...sgd, momentum: 0 }, [0.529135, -1.5338887, 0.2170056], 0],
  ['momentum', sgd, [0.053395, -0.9866213, -0.0612856], 0],
  ['momentum, decay', { ...sgd, decay: 0.01 }, [0.0462579, -0.971404, -0.0647599], 0],
  [
    'Nesterov, decay',
    { ...sgd, nesterov: true, decay: 0.01 },
    [-0.2598861, -0.6887098, -0.2507912],
    0,
  ],
  ['AdamW', adamw, [0.5835369, -1.5625752, 0.0937605], 0],
  ['momentum, clipped to 0.25', sgd, [0.8600982, -1.8439913, 0.4176697], 0.25],
])('agrees with PyTorch: %s', (_name, value, expected, clip) => {
  const p = optimise(value, [1, -2, 0.5], drift, 4, { clip });
  p.forEach((v, i) => expect(v).toBeCloseTo(expected[i] ?? NaN, 6));
});

describe('by hand', () => {
  // v: 1, 1.5; p: 0 - 0.1·1 - 0.1·1.5
  it('momentum one half, constant gradient', () => {
    const [p] = optimise({ ...sgd, momentum: 0.5 }, [0], () => [1], 2);
    expect(p).toBeCloseTo(-0.25, 6);
  });

  // steps of g + m·v: 1 + 0.5, then 1 + 0.75
  it('the same with Nesterov', () => {
    const [p] = optimise({ ...sgd, momentum: 0.5, nesterov: true }, [0], () => [1], 2);
    expect(p).toBeCloseTo(-0.325, 6);
  });

  it('the first update of Adam has the size of the rate, whatever the gradient', () => {
    const p = optimise({ ...adamw, decay: 0 }, [0, 0], () => [1e-3, -50], 1);
    expect(p[0]).toBeCloseTo(-0.1, 5);
    expect(p[1]).toBeCloseTo(0.1, 5);
  });
});

describe('decay', () => {
  it.each<[OptimizerValue, ParameterPlan['role'], number]>([
    [{ ...sgd, decay: 0.5, decayOn: 'weights' }, 'weight', 0.95],
    [{ ...sgd, decay: 0.5, decayOn: 'weights' }, 'gamma', 1],
    [{ ...sgd, decay: 0.5, decayOn: 'weights' }, 'bias', 1],
    [{ ...sgd, decay: 0.5, decayOn: 'all' }, 'beta', 0.95],
    [{ ...adamw, decayOn: 'weights' }, 'weight', 0.995],
    [{ ...adamw, decayOn: 'weights' }, 'gamma', 1],
  ])('%j shrinks a %s of 1 to %d without a gradient', (value, role, expected) => {
    expect(optimise(value, [1], () => [0], 1, { role })[0]).toBeCloseTo(expected, 6);
  });
});

it('measures and clips the norm of all gradients together', () => {
  const gradients = { a: tf.tensor1d([3]), b: tf.tensor2d([[0, 4]]) };
  const norm = globalNorm(gradients);
  expect(norm.dataSync()[0]).toBe(5);
  const clipped = clipGradients(gradients, norm, 1);
  expect(clipped['a']?.dataSync()[0]).toBeCloseTo(0.6, 6);
  expect(clipped['b']?.dataSync()[1]).toBeCloseTo(0.8, 6);
  expect(clipGradients(gradients, norm, 10)['a']?.dataSync()[0]).toBe(3);
});
