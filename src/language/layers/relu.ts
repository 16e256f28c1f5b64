import type { Shape } from '../shape.ts';
import type { LayerDescriptor } from './layer.ts';

export interface ReluValue {
  readonly layer: 'relu';
}

export interface ReluPlan {
  readonly layer: 'relu';
  readonly in: Shape;
  readonly out: Shape;
}

export const relu: LayerDescriptor<ReluValue, ReluPlan> = {
  layer: 'relu',
  forms: ['relu'],
  doc: '`relu`: max(0, x).',
  strided: false,
  keepsShape: true,
  parse: argument =>
    argument === ''
      ? { value: { layer: 'relu' } }
      : { problem: 'Write `relu` alone; for a slope below zero write `leaky-relu 0.1`.' },
  format: () => 'relu',
  plan: (_, at) => ({ layer: 'relu', in: at.in, out: at.in }),
  parameters: () => [],
  macs: () => 0,
  keeps: 'output',
  window: () => 1,
  stride: () => 1,
  secondMoment: () => 1 / 2,
};
