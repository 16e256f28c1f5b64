import { Random } from '../../base/index.ts';
import type { ParameterPlan } from '../../language/index.ts';
import {
  layerParameters,
  planParameters,
  weightLaws,
  zeroAtStart,
  type Law,
  type NetworkPlan,
} from '../../network/index.ts';
import { mirrorChannels } from './mirrorChannels.ts';
import { orthogonal } from './orthogonal.ts';

export interface ParameterValues {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Initial values of every parameter and running statistic by name.
 *
 * Weights follow `plan.init` (see `weightLaws`). Scales 1, shifts and biases 0, running mean 0, running
 * variance 1; the learned factor of a block what the network says.
 *
 * Each parameter draws from a stream of its own, `Random.of(seed, 'init', name)`, so a parameter's
 * values depend on the seed, its name, its shape and the rule only.
 */
export function initialise(plan: NetworkPlan, seed: number): Record<string, ParameterValues> {
  const lawOf = weightLaws(plan);
  const zero = zeroAtStart(plan);
  const factors = new Map(
    plan.blocks.flatMap(({ scale, gate }) => [
      ...(scale ? [[scale.parameter.name, scale.initial] as const] : []),
      ...(gate
        ? layerParameters(gate.layer)
            .filter(p => p.role === 'bias')
            .map(p => [p.name, gate.initial] as const)
        : []),
    ]),
  );
  return Object.fromEntries(
    planParameters(plan).map(p => {
      const values = new Float32Array(p.shape.reduce((a, b) => a * b, 1));
      if (zero.has(p.name)) values.fill(0);
      else if (p.role !== 'weight') values.fill(factors.get(p.name) ?? startOf(p.role));
      else fill(values, p.shape, lawOf(p), Random.of(seed, 'init', p.name));
      if (plan.init.kind === 'looks-linear' && p.role === 'weight') mirrorChannels(values, p.shape);
      return [p.name, { shape: p.shape, values }];
    }),
  );
}

function startOf(role: ParameterPlan['role']): number {
  return role === 'gamma' || role === 'variance' || role === 'scale' ? 1 : 0;
}

function fill(values: Float32Array, shape: readonly number[], law: Law, random: Random): void {
  if (law.law === 'delta-orthogonal') {
    const [inputs = 1, outputs = 1] = shape.slice(-2);
    const matrix = orthogonal(inputs, outputs, random).map(v => law.factor * v);
    return values.set(matrix, centre(shape) * inputs * outputs);
  }
  for (let i = 0; i < values.length; i++) {
    values[i] =
      law.law === 'normal' ? law.deviation * random.normal() : law.limit * (2 * random.float() - 1);
  }
}

/** Which of the positions of a kernel [k, k, in, out] sees the pixel of the output. */
function centre(shape: readonly number[]): number {
  const [side = 1] = shape.length === 4 ? shape : [];
  return Math.floor((side - 1) / 2) * (side + 1);
}
