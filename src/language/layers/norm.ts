import type { Shape } from '../shape.ts';
import type { LayerDescriptor, ParameterPlan } from './layer.ts';

export interface NormValue {
  readonly layer: 'norm';
}

export interface NormPlan {
  readonly layer: 'norm';
  readonly in: Shape;
  readonly out: Shape;
  readonly gamma: ParameterPlan;
  readonly beta: ParameterPlan;
  readonly mean: ParameterPlan;
  readonly variance: ParameterPlan;
  readonly epsilon: number;
  /** Running statistics: new = momentum·old + (1 − momentum)·batch. */
  readonly momentum: number;
}

export const norm: LayerDescriptor<NormValue, NormPlan> = {
  layer: 'norm',
  forms: ['norm'],
  doc: [
    '`norm`: batch normalisation with a learned scale and shift per channel (ε = 1e-5, running statistics keep 0.9 of the old value; see Arithmetic).',
    'With `norm: none` on the network every `norm` layer is left out.',
  ].join(' '),
  strided: false,
  keepsShape: true,
  parse: argument =>
    argument === ''
      ? { value: { layer: 'norm' } }
      : { problem: 'Write `norm` alone; batch normalisation takes no number.' },
  format: () => 'norm',
  plan: (_, at) => {
    const parameter = (role: 'gamma' | 'beta' | 'mean' | 'variance'): ParameterPlan => ({
      name: `${at.name}.${role}`,
      shape: [at.in[2]],
      role,
      trainable: role === 'gamma' || role === 'beta',
    });
    return {
      layer: 'norm',
      in: at.in,
      out: at.in,
      gamma: parameter('gamma'),
      beta: parameter('beta'),
      mean: parameter('mean'),
      variance: parameter('variance'),
      epsilon: 1e-5,
      momentum: 0.9,
    };
  },
  parameters: p => [p.gamma, p.beta, p.mean, p.variance],
  macs: () => 0,
  keeps: 'input',
  window: () => 1,
  stride: () => 1,
};
