import type { Shape } from '../shape.ts';
import type { LayerDescriptor, ParameterPlan } from './layer.ts';

export interface BiasValue {
  readonly layer: 'bias';
}

export interface BiasPlan {
  readonly layer: 'bias';
  readonly in: Shape;
  readonly out: Shape;
  /** [1] */
  readonly bias: ParameterPlan;
}

export const bias: LayerDescriptor<BiasValue, BiasPlan> = {
  layer: 'bias',
  forms: ['bias'],
  doc: '`bias`: a learned number that is added to all values, 0 at the start. Fixup networks have it in place of normalisation (Zhang et al., ICLR 2019).',
  strided: false,
  keepsShape: true,
  parse: argument =>
    argument === ''
      ? { value: { layer: 'bias' } }
      : { problem: 'Write `bias` alone; it starts at 0 and is learned.' },
  format: () => 'bias',
  plan: (_, at) => ({
    layer: 'bias',
    in: at.in,
    out: at.in,
    bias: { name: `${at.name}.bias`, shape: [1], role: 'bias', trainable: true },
  }),
  parameters: p => [p.bias],
  macs: () => 0,
  keeps: 'nothing',
  window: () => 1,
  stride: () => 1,
};
