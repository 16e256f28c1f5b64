import type { ParameterPlan } from '../language/index.ts';
import { activationGains } from './activationGains.ts';
import { layerParameters } from './parameters.ts';
import type { BlockPlan, NetworkPlan } from './plan.ts';

/** What the weights of one parameter are drawn from. */
export type Law =
  | { readonly law: 'normal'; readonly deviation: number; readonly variance: number }
  | { readonly law: 'uniform'; readonly limit: number; readonly variance: number }
  /**
   * A random matrix with orthonormal rows or columns, whichever are fewer, times `factor`, at the centre
   * of the kernel; zero elsewhere. `variance`: mean square of all entries, zeros too.
   */
  | { readonly law: 'delta-orthogonal'; readonly factor: number; readonly variance: number };

/**
 * The law of each weight: `he` normal with variance g/fan_in (He et al. 2015, eq. 10 and 15; g by
 * `activationGains`), `he-uniform` uniform with the same variance, `glorot` uniform on
 * ±√(6/(fan_in+fan_out)) (Glorot and Bengio 2010, eq. 16), `depth-scaled` normal with variance
 * c/(fan_in·L) on the weights of the L residual branches (Taki, arXiv 1709.02956), `fixup` he times
 * L^(-1/(2m-2)) on a branch of m layers with weights (Zhang et al., ICLR 2019), `delta-orthogonal` an
 * orthogonal matrix (Xiao et al., ICML 2018), and `he` everywhere else. The last dense layer follows the
 * same rule as the convolutions. The scale of `plan.init` multiplies every variance.
 */
export function weightLaws(plan: NetworkPlan): (weight: ParameterPlan) => Law {
  const { init } = plan;
  const blocks = plan.blocks.length;
  const gains = activationGains(plan);
  // Layers with weights in the branch that a weight belongs to.
  const inBranch = new Map(
    plan.blocks.flatMap(block => {
      const weights = branchWeights(block);
      return weights.map(p => [p.name, weights.length] as const);
    }),
  );
  return weight => {
    const [fanIn, fanOut] = fans(weight.shape);
    const he = (gains.get(weight.name) ?? 1) / fanIn;
    const m = inBranch.get(weight.name);
    const scale = init.scale ?? 1;
    switch (init.kind) {
      case 'he':
      case 'zero-last':
      case 'looks-linear':
        return normal(scale * he);
      case 'he-uniform':
        return uniform(scale * he);
      case 'glorot':
        return uniform((scale * 2) / (fanIn + fanOut));
      case 'depth-scaled':
        return normal(scale * (m === undefined ? he : init.c / (fanIn * blocks)));
      case 'fixup':
        return normal(scale * (m === undefined || m < 2 ? he : he * blocks ** (-1 / (m - 1))));
      case 'delta-orthogonal':
        return deltaOrthogonal(scale, weight.shape);
    }
  };
}

function normal(variance: number): Law {
  return { law: 'normal', deviation: Math.sqrt(variance), variance };
}

function uniform(variance: number): Law {
  return { law: 'uniform', limit: Math.sqrt(3 * variance), variance };
}

/** Orthonormal rows or columns, whichever are fewer, have as many squares of sum 1. */
function deltaOrthogonal(scale: number, shape: readonly number[]): Law {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  const entries = shape.reduce((a, b) => a * b, 1);
  const variance = (scale * Math.min(inputs, outputs)) / entries;
  return { law: 'delta-orthogonal', factor: Math.sqrt(scale), variance };
}

/**
 * Parameters that start at zero: with `zero-last` and `fixup` what each branch ends with, the scale of
 * its last norm or else its last layer with weights; with `fixup` the last dense layer too.
 */
export function zeroAtStart({ init, blocks, dense }: NetworkPlan): ReadonlySet<string> {
  if (init.kind !== 'zero-last' && init.kind !== 'fixup') return new Set();
  const ends = blocks.flatMap(({ branch }) => {
    const last = branch
      .flatMap(layerParameters)
      .findLast(p => p.role === 'gamma' || p.role === 'weight');
    return last === undefined ? [] : [last.name];
  });
  return new Set(init.kind === 'fixup' ? [...ends, dense.weight.name] : ends);
}

function branchWeights({ branch }: BlockPlan): ParameterPlan[] {
  return branch.flatMap(layerParameters).filter(p => p.role === 'weight');
}

/** Inputs and outputs of one unit: [k, k, in, out] has k·k·in and k·k·out, [in, out] has in and out. */
function fans(shape: readonly number[]): [fanIn: number, fanOut: number] {
  const out = shape.at(-1) ?? 1;
  const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return [fanIn, field * out];
}
