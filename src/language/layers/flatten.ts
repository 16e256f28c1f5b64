import { type Shape, shapeSize } from '../shape.ts';
import type { LayerDescriptor } from './layer.ts';

export interface FlattenValue {
  readonly layer: 'flatten';
}

export interface FlattenPlan {
  readonly layer: 'flatten';
  readonly in: Shape;
  /** [1, 1, height·width·channels] */
  readonly out: Shape;
}

export const flatten: LayerDescriptor<FlattenValue, FlattenPlan> = {
  layer: 'flatten',
  forms: ['flatten'],
  doc: '`flatten`: all values of the feature map as one vector, row by row, pixel by pixel, the channels of a pixel side by side; a feature map of 1×1. A `dense` layer needs none in front of it; a norm or a shortcut between vectors does.',
  strided: false,
  keepsShape: false,
  parse: argument =>
    argument === '' ? { value: { layer: 'flatten' } } : { problem: 'Write `flatten` alone.' },
  format: () => 'flatten',
  plan: (_, at) => ({ layer: 'flatten', in: at.in, out: [1, 1, shapeSize(at.in)] }),
  parameters: () => [],
  macs: () => 0,
  keeps: 'nothing',
  window: p => Math.max(p.in[0], p.in[1]),
  stride: () => 1,
};
