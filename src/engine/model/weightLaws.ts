import { assertNever } from '../../base/index.ts';
import type { ParameterPlan } from '../../language/index.ts';
import { layerParameters, type BlockPlan, type NetworkPlan } from '../../network/index.ts';

/** What the weights of one parameter are drawn from. */
export type Law =
  | { readonly law: 'normal'; readonly deviation: number }
  | { readonly law: 'uniform'; readonly limit: number };

/**
 * The law of each weight: `he` normal with variance 2/fan_in (He et al. 2015, eq. 10), `he-uniform` on
 * ±√(6/fan_in), `glorot` uniform on ±√(6/(fan_in+fan_out)) (Glorot and Bengio 2010, eq. 16),
 * `depth-scaled` normal with variance c/(fan_in·L) on the weights of the L residual branches (Taki,
 * arXiv 1709.02956), `fixup` he times L^(-1/(2m-2)) on a branch of m convolutions (Zhang et al., ICLR
 * 2019), and `he` everywhere else. The dense layer follows the same rule as the convolutions.
 */
export function weightLaws(plan: NetworkPlan): (weight: ParameterPlan) => Law {
  const blocks = plan.blocks.length;
  // Convolutions of the branch that a weight belongs to.
  const inBranch = new Map(
    plan.blocks.flatMap(block =>
      branchParameters(block).map(p => [p.name, convolutions(block)] as const),
    ),
  );
  return weight => {
    const [fanIn, fanOut] = fans(weight.shape);
    const he: Law = { law: 'normal', deviation: Math.sqrt(2 / fanIn) };
    const m = inBranch.get(weight.name);
    switch (plan.init.kind) {
      case 'he':
      case 'zero-last':
      case 'looks-linear':
        return he;
      case 'he-uniform':
        return { law: 'uniform', limit: Math.sqrt(6 / fanIn) };
      case 'glorot':
        return { law: 'uniform', limit: Math.sqrt(6 / (fanIn + fanOut)) };
      case 'depth-scaled':
        return m === undefined
          ? he
          : { law: 'normal', deviation: Math.sqrt(plan.init.c / (fanIn * blocks)) };
      case 'fixup':
        return m === undefined || m < 2
          ? he
          : { law: 'normal', deviation: he.deviation * blocks ** (-1 / (2 * m - 2)) };
      default:
        return assertNever(plan.init);
    }
  };
}

/**
 * Parameters that start at zero: with `zero-last` and `fixup` what each branch ends with, the scale of
 * its last norm or else its last convolution; with `fixup` the dense layer too.
 */
export function zeroAtStart({ init, blocks, dense }: NetworkPlan): ReadonlySet<string> {
  if (init.kind !== 'zero-last' && init.kind !== 'fixup') return new Set();
  const ends = blocks.flatMap(({ branch }) => {
    const last = branch.findLast(l => l.layer === 'norm' || l.layer === 'conv');
    if (last === undefined) return [];
    return last.layer === 'norm' ? [last.gamma.name] : [last.weight.name];
  });
  return new Set(init.kind === 'fixup' ? [...ends, dense.weight.name] : ends);
}

/**
 * Looks-linear weights: channels 2j and 2j+1 are kept each other's negative, so that ReLU takes them
 * apart and the next layer puts them together again, ρ(x) - ρ(-x) = x (Balduzzi et al., ICML 2017).
 * Pairs stand side by side, so that zero channels appended by a shortcut are pairs too. Of an odd
 * number of inputs (an image) or outputs (classes) only the other side is mirrored.
 *
 * @param shape [.., in, out]
 */
export function mirrorChannels(values: Float32Array, shape: readonly number[]): void {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  const evenIn = inputs % 2 === 0;
  const evenOut = outputs % 2 === 0 && shape.length > 2;
  for (let start = 0; start < values.length; start += inputs * outputs)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++) {
        const from = start + (evenIn ? i - (i % 2) : i) * outputs + (evenOut ? o - (o % 2) : o);
        const isNegative = (evenIn && i % 2 === 1) !== (evenOut && o % 2 === 1);
        values[start + i * outputs + o] = (isNegative ? -1 : 1) * (values[from] ?? 0);
      }
}

function branchParameters(block: BlockPlan): ParameterPlan[] {
  return [...block.branch, ...block.after].flatMap(layerParameters);
}

function convolutions({ branch }: BlockPlan): number {
  return branch.filter(l => l.layer === 'conv').length;
}

/** Inputs and outputs of one unit: [k, k, in, out] has k·k·in and k·k·out, [in, out] has in and out. */
function fans(shape: readonly number[]): [fanIn: number, fanOut: number] {
  const out = shape.at(-1) ?? 1;
  const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return [fanIn, field * out];
}
