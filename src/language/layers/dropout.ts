import type { Shape } from '../shape.ts';
import { type LayerDescriptor, numberOf } from './layer.ts';

export interface DropoutValue {
  readonly layer: 'dropout';
  readonly rate: number;
}

export interface DropoutPlan {
  readonly layer: 'dropout';
  readonly in: Shape;
  readonly out: Shape;
  readonly rate: number;
  /** Labels its random stream. */
  readonly name: string;
}

export const dropout: LayerDescriptor<DropoutValue, DropoutPlan> = {
  layer: 'dropout',
  forms: ['dropout 0.3'],
  doc: [
    '`dropout P`: while training each value is set to zero with probability P and the others are divided by 1 − P; nothing happens under evaluation.',
    'Wide residual networks put it between the two convolutions of a block.',
  ].join(' '),
  strided: false,
  keepsShape: true,
  parse: argument => {
    const rate = numberOf(argument);
    return rate === null || rate < 0 || rate >= 1
      ? { problem: 'Write the share of values to drop, from 0 to below 1, e.g. `dropout 0.3`.' }
      : { value: { layer: 'dropout', rate } };
  },
  format: v => `dropout ${v.rate}`,
  plan: (v, at) => ({ layer: 'dropout', in: at.in, out: at.in, rate: v.rate, name: at.name }),
  parameters: () => [],
  macs: () => 0,
  keeps: 'mask',
  window: () => 1,
  stride: () => 1,
};
