import type { Shape } from '../shape.ts';
import { type LayerDescriptor, numberOf } from './layer.ts';
import { type Pads, padsOf } from './padding.ts';

/** `max-pool K`, windows side by side; `max-pool K stride S`. */
export interface MaxPoolValue {
  readonly layer: 'max-pool';
  readonly kernel: number;
  readonly stride: number;
}

export interface MaxPoolPlan {
  readonly layer: 'max-pool';
  readonly in: Shape;
  readonly out: Shape;
  readonly kernel: number;
  readonly stride: number;
  /** What surrounds the input is smaller than any number. */
  readonly pads: Pads;
}

const largest = 64;

export const maxPool: LayerDescriptor<MaxPoolValue, MaxPoolPlan> = {
  layer: 'max-pool',
  forms: ['max-pool 2', 'max-pool 3 stride 2'],
  doc: [
    '`max-pool K`: the largest value of each K×K window, windows side by side; `max-pool K stride S` moves the window by S.',
    'The map is padded as by a convolution of this kernel, with values smaller than any, so that a map of n rows gives ⌈n/S⌉. It takes the place of the stride of its stage.',
  ].join(' '),
  strided: true,
  keepsShape: false,
  parse: argument => {
    const [kernelText = '', word, given, ...rest] = argument.split(/\s+/);
    const strideText = word === undefined ? kernelText : (given ?? '');
    const [kernel, stride] = [numberOf(kernelText), numberOf(strideText)];
    if (kernel === null || stride === null || (word ?? 'stride') !== 'stride' || rest.length > 0)
      return { problem: 'Write max pooling as `max-pool 2` or `max-pool 3 stride 2`.' };
    const isSize = (n: number) => Number.isInteger(n) && n >= 1 && n <= largest;
    if (!isSize(kernel) || !isSize(stride))
      return { problem: `Window and stride are whole numbers from 1 to ${largest}.` };
    return { value: { layer: 'max-pool', kernel, stride } };
  },
  format: v => `max-pool ${v.kernel}${v.stride === v.kernel ? '' : ` stride ${v.stride}`}`,
  plan: ({ kernel, stride }, { in: input, padding }) => ({
    layer: 'max-pool',
    in: input,
    out: [Math.ceil(input[0] / stride), Math.ceil(input[1] / stride), input[2]],
    kernel,
    stride,
    pads: padsOf(padding, input, kernel, stride),
  }),
  parameters: () => [],
  macs: () => 0,
  keeps: 'input',
  window: p => p.kernel,
  stride: p => p.stride,
};
