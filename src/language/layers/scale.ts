import type { Shape } from '../shape.ts';
import type { LayerDescriptor, ParameterPlan } from './layer.ts';

export interface ScaleValue {
  readonly layer: 'scale';
}

export interface ScalePlan {
  readonly layer: 'scale';
  readonly in: Shape;
  readonly out: Shape;
  /** [1] */
  readonly scale: ParameterPlan;
}

export const scale: LayerDescriptor<ScaleValue, ScalePlan> = {
  layer: 'scale',
  forms: ['scale'],
  doc: '`scale`: a learned number that multiplies all values, 1 at the start. Fixup networks have it in place of normalisation (Zhang et al., ICLR 2019).',
  strided: false,
  keepsShape: true,
  parse: argument =>
    argument === ''
      ? { value: { layer: 'scale' } }
      : { problem: 'Write `scale` alone; it starts at 1 and is learned.' },
  format: () => 'scale',
  plan: (_, at) => ({
    layer: 'scale',
    in: at.in,
    out: at.in,
    scale: { name: `${at.name}.scale`, shape: [1], role: 'scale', trainable: true },
  }),
  parameters: p => [p.scale],
  macs: () => 0,
  keeps: 'input',
  window: () => 1,
  stride: () => 1,
};
