import type { OptimizerValue } from '../../src/language/index.ts';
import type { Model } from './model.ts';
import type { Outcome, Weights } from './run.ts';
import { at } from './tape.ts';

export interface StepOptions {
  readonly optimizer: OptimizerValue;
  readonly rate: number;
  /** Updates before this one. */
  readonly updates: number;
  readonly clip: number | null;
  readonly maxNorm: number | null;
  /** Momentum and the like, as a checkpoint names them: `optimizer.<slot>.<parameter>`. */
  readonly slots: Weights;
}

/** √ of the sum of squares of all gradients. */
export function gradientNorm(model: Model, { weights }: Outcome): number {
  const squares = model.parameters
    .filter(p => p.isTrainable)
    .flatMap(p => Array.from(weights[p.name]?.gradient ?? [], g => g * g));
  return Math.sqrt(squares.reduce((a, b) => a + b, 0));
}

/** Parameters after one step of an optimiser. */
export function stepped(
  model: Model,
  outcome: Outcome,
  { optimizer, rate, updates, clip, maxNorm, slots }: StepOptions,
): Record<string, Float64Array> {
  const factor = clip === null ? 1 : Math.min(1, clip / (gradientNorm(model, outcome) + 1e-6));
  const next: Record<string, Float64Array> = {};
  for (const { name, isTrainable, isWeight, shape } of model.parameters) {
    const value = outcome.weights[name];
    if (!isTrainable || value === undefined) continue;
    const slot = (which: string, i: number) =>
      at(slots[`optimizer.${which}.${name}`]?.values ?? [], i);
    const decay = optimizer.decayOn === 'all' || isWeight ? optimizer.decay : 0;
    const after = value.data.map((p, i) => {
      const g = factor * at(value.gradient, i);
      if (optimizer.kind === 'sgd') {
        const decayed = g + decay * p;
        const { momentum, nesterov } = optimizer;
        if (momentum === 0) return p - rate * decayed;
        const v = momentum * slot('momentum', i) + decayed;
        return p - rate * (nesterov ? decayed + momentum * v : v);
      }
      const { beta1, beta2, epsilon } = optimizer;
      const m = beta1 * slot('mean', i) + (1 - beta1) * g;
      const v = beta2 * slot('square', i) + (1 - beta2) * g * g;
      const [mHat, vHat] = [m / (1 - beta1 ** (updates + 1)), v / (1 - beta2 ** (updates + 1))];
      return p * (1 - rate * decay) - (rate * mHat) / (Math.sqrt(vHat) + epsilon);
    });
    next[name] = maxNorm !== null && isWeight ? clipped(after, shape.at(-1) ?? 1, maxNorm) : after;
  }
  return next;
}

/** The incoming weights of each unit (last index) scaled down to a norm of at most c. */
function clipped(weights: Float64Array, units: number, c: number): Float64Array {
  const squares = new Float64Array(units);
  weights.forEach((w, i) => (squares[i % units]! += w * w));
  return weights.map((w, i) => w * Math.min(1, c / Math.sqrt(at(squares, i % units))));
}
