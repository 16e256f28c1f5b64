import type { Shape } from '../shape.ts';
import type { LayerDescriptor } from './layer.ts';

type Name = 'tanh' | 'sigmoid' | 'gelu' | 'silu' | 'identity';

/** An activation that has no number. */
interface Activation<N extends Name> {
  readonly layer: N;
}

interface Plan<N extends Name> extends Activation<N> {
  readonly in: Shape;
  readonly out: Shape;
}

export type ActivationValue = { [N in Name]: Activation<N> }[Name];
export type ActivationPlan = { [N in Name]: Plan<N> }[Name];

/** @param secondMoment E[f(z)²] of a standard normal z */
function activation<N extends Name>(
  layer: N,
  secondMoment: number,
  keeps: LayerDescriptor<Activation<N>, Plan<N>>['keeps'],
  doc: string,
): LayerDescriptor<Activation<N>, Plan<N>> {
  const value: Activation<N> = { layer };
  return {
    layer,
    forms: [layer],
    doc,
    strided: false,
    keepsShape: true,
    parse: argument =>
      argument === ''
        ? { value }
        : { problem: `Write \`${layer}\` alone; this activation takes no number.` },
    format: () => layer,
    plan: (_, at) => ({ layer, in: at.in, out: at.in }),
    parameters: () => [],
    macs: () => 0,
    keeps,
    window: () => 1,
    stride: () => 1,
    secondMoment: () => secondMoment,
  };
}

export const tanh = activation('tanh', 0.3942944904, 'output', '`tanh`: the hyperbolic tangent.');

export const sigmoid = activation('sigmoid', 0.2933790359, 'output', '`sigmoid`: 1/(1 + e^(−x)).');

export const gelu = activation(
  'gelu',
  0.4252214826,
  'input',
  '`gelu`: x·Φ(x), Φ the distribution function of the standard normal, by the error function (exact, not the tanh approximation; Hendrycks and Gimpel, arXiv 1606.08415).',
);

export const silu = activation(
  'silu',
  0.3557755198,
  'input',
  '`silu`: x·sigmoid(x), also called swish (Ramachandran et al., arXiv 1710.05941).',
);

export const identity = activation(
  'identity',
  1,
  'nothing',
  '`identity`: x as it is; says that a linear network is meant.',
);
