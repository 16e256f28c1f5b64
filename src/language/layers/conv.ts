import type { Shape } from '../shape.ts';
import { type LayerDescriptor, type ParameterPlan, numberOf } from './layer.ts';
import { type Pads, padsOf } from './padding.ts';

/** `conv K`, `conv K/D` (filters divided by D). The first conv of a block carries its stride. */
export interface ConvValue {
  readonly layer: 'conv';
  readonly kernel: number;
  readonly divide: number;
}

export interface ConvPlan {
  readonly layer: 'conv';
  readonly in: Shape;
  readonly out: Shape;
  /** [kh, kw, in, out] */
  readonly weight: ParameterPlan;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros around the input; see `padsOf`. */
  readonly pads: Pads;
}

const largestKernel = 31;

export const conv: LayerDescriptor<ConvValue, ConvPlan> = {
  layer: 'conv',
  forms: ['conv 3', 'conv 1', 'conv 3/4', 'conv 1/4'],
  doc: [
    '`conv K`: a K×K convolution to the filters of the stage, without bias, with zeros around the map so that only a stride changes its size (see `padding`).',
    '`conv K/D` divides the filters by D: a bottleneck is `conv 1/4`, `conv 3/4`, `conv 1`.',
    'The first convolution of a block carries the stride of its stage.',
  ].join(' '),
  strided: true,
  keepsShape: false,
  parse: argument => {
    const square = /^(\d+)\s*[x×]\s*\1$/i.exec(argument)?.[1];
    if (square !== undefined)
      return {
        problem: `The kernel is one number: write \`conv ${square}\`.`,
        fix: `conv ${square}`,
      };
    const [kernelText = '', divideText = '1', ...rest] = argument.split('/').map(s => s.trim());
    const kernel = numberOf(kernelText);
    const divide = numberOf(divideText);
    if (kernel === null || divide === null || rest.length > 0)
      return { problem: 'Write a convolution as `conv 3` or `conv 3/4` (filters divided by 4).' };
    if (!Number.isInteger(kernel) || kernel < 1 || kernel > largestKernel)
      return { problem: `The kernel must be a whole number from 1 to ${largestKernel}.` };
    if (!Number.isInteger(divide) || divide < 1)
      return { problem: 'Filters are divided by a whole number of at least 1.' };
    return { value: { layer: 'conv', kernel, divide } };
  },
  format: v => (v.divide === 1 ? `conv ${v.kernel}` : `conv ${v.kernel}/${v.divide}`),
  plan: (v, at) => {
    // A filter count that D does not divide is reported by the plan's problems; the floor lets the
    // rest of a broken network still have shapes.
    const filters = Math.max(1, Math.floor(at.filters / v.divide));
    return {
      layer: 'conv',
      in: at.in,
      out: [Math.ceil(at.in[0] / at.stride), Math.ceil(at.in[1] / at.stride), filters],
      weight: {
        name: `${at.name}.weight`,
        shape: [v.kernel, v.kernel, at.in[2], filters],
        role: 'weight',
        trainable: true,
      },
      kernel: v.kernel,
      stride: at.stride,
      pads: padsOf(at.padding, at.in, v.kernel, at.stride),
    };
  },
  parameters: p => [p.weight],
  macs: p => p.out[0] * p.out[1] * p.out[2] * p.kernel * p.kernel * p.in[2],
  keeps: 'input',
  window: p => p.kernel,
  stride: p => p.stride,
};
