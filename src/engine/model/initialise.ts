import { assertNever, Random } from '../../base/index.ts';
import type { ParameterPlan } from '../../language/index.ts';
import { blockParameters, planParameters, type NetworkPlan } from '../../network/index.ts';

export interface ParameterValues {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Initial values of every parameter and running statistic by name.
 *
 * Weights follow `plan.init`: `he` normal with variance 2/fan_in (He et al. 2015, eq. 10),
 * `he-uniform` on ±√(6/fan_in), `glorot` uniform on ±√(6/(fan_in+fan_out)) (Glorot and Bengio 2010,
 * eq. 16), `depth-scaled` normal with variance c/(fan_in·L) on the weights of the L residual
 * branches (Taki, arXiv 1709.02956) and `he` elsewhere. The dense layer follows the same rule as the
 * convolutions, its bias is 0. Scale 1, shift 0, running mean 0, running variance 1.
 *
 * Each parameter draws from a stream of its own, `Random.of(seed, 'init', name)`, so a parameter's
 * values depend on the seed, its name, its shape and the rule only.
 */
export function initialise(plan: NetworkPlan, seed: number): Record<string, ParameterValues> {
  const inBranch = new Set(
    plan.blocks.flatMap(block => blockParameters({ ...block, shortcut: { kind: 'none' } })),
  );
  return Object.fromEntries(
    planParameters(plan).map(p => {
      const values = new Float32Array(p.shape.reduce((a, b) => a * b, 1));
      if (p.role !== 'weight') values.fill(p.role === 'gamma' || p.role === 'variance' ? 1 : 0);
      else fill(values, weightLaw(plan, p, inBranch.has(p)), Random.of(seed, 'init', p.name));
      return [p.name, { shape: p.shape, values }];
    }),
  );
}

type Law =
  | { readonly law: 'normal'; readonly deviation: number }
  | { readonly law: 'uniform'; readonly limit: number };

function weightLaw(plan: NetworkPlan, weight: ParameterPlan, inBranch: boolean): Law {
  const [fanIn, fanOut] = fans(weight.shape);
  const he: Law = { law: 'normal', deviation: Math.sqrt(2 / fanIn) };
  switch (plan.init.kind) {
    case 'he':
      return he;
    case 'he-uniform':
      return { law: 'uniform', limit: Math.sqrt(6 / fanIn) };
    case 'glorot':
      return { law: 'uniform', limit: Math.sqrt(6 / (fanIn + fanOut)) };
    case 'depth-scaled':
      return inBranch
        ? { law: 'normal', deviation: Math.sqrt(plan.init.c / (fanIn * plan.blocks.length)) }
        : he;
    default:
      return assertNever(plan.init);
  }
}

/** Inputs and outputs of one unit: [k, k, in, out] has k·k·in and k·k·out, [in, out] has in and out. */
function fans(shape: readonly number[]): [fanIn: number, fanOut: number] {
  const out = shape.at(-1) ?? 1;
  const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return [fanIn, field * out];
}

function fill(values: Float32Array, law: Law, random: Random): void {
  for (let i = 0; i < values.length; i++) {
    values[i] =
      law.law === 'normal' ? law.deviation * random.normal() : law.limit * (2 * random.float() - 1);
  }
}
