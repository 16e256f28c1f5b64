import type { Shape } from '../shape.ts';
import { type LayerDescriptor, type ParameterPlan, numberOf } from './layer.ts';
import { type Pads, padsOf } from './padding.ts';

/**
 * `conv K`, `conv K/D` (filters divided by D), `conv K to N` (N filters), each with `stride S` and `bias`
 * behind. The first conv of a block carries its stride. What is not written is absent.
 */
export interface ConvValue {
  readonly layer: 'conv';
  readonly kernel: number;
  readonly divide: number;
  readonly filters?: number;
  /** Its own stride, above 1 in place of that of the stage; 1 leaves that to the next layer. */
  readonly ownStride?: number;
  readonly bias?: true;
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
  /** [out] */
  readonly bias?: ParameterPlan;
  readonly ownStride?: number;
}

const largestKernel = 31;

export const conv: LayerDescriptor<ConvValue, ConvPlan> = {
  layer: 'conv',
  forms: [
    'conv 3',
    'conv 1',
    'conv 3/4',
    'conv 1/4',
    'conv 3 stride 2',
    'conv 1 to 160',
    'conv 3 bias',
  ],
  doc: [
    '`conv K`: a K×K convolution to the filters of the stage, without bias, with zeros around the map so that only a stride changes its size (see `padding`).',
    '`conv K/D` divides the filters by D: a bottleneck is `conv 1/4`, `conv 3/4`, `conv 1`. `conv K to N` has N filters, whatever the stage has.',
    'The first convolution of a block carries the stride of its stage. `stride S` behind gives it its own: above 1 it takes the place of that of the stage, `stride 1` leaves that to the next layer.',
    '`bias` behind adds a learned number to each channel.',
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
    const { main, options, problem } = readOptions(argument);
    if (problem !== null) return { problem };
    const [kernelText = '', divideText = '1', ...rest] = main.split('/').map(s => s.trim());
    const kernel = numberOf(kernelText);
    const divide = numberOf(divideText);
    if (kernel === null || divide === null || rest.length > 0)
      return { problem: 'Write a convolution as `conv 3` or `conv 3/4` (filters divided by 4).' };
    if (!Number.isInteger(kernel) || kernel < 1 || kernel > largestKernel)
      return { problem: `The kernel must be a whole number from 1 to ${largestKernel}.` };
    if (!Number.isInteger(divide) || divide < 1)
      return { problem: 'Filters are divided by a whole number of at least 1.' };
    if (options.filters !== undefined && divide !== 1)
      return { problem: 'Write the filters (`conv 3 to 64`) or what divides them (`conv 3/4`).' };
    return { value: { layer: 'conv', kernel, divide, ...options } };
  },
  format: v =>
    [
      v.divide === 1 ? `conv ${v.kernel}` : `conv ${v.kernel}/${v.divide}`,
      ...(v.filters === undefined ? [] : [`to ${v.filters}`]),
      ...(v.ownStride === undefined ? [] : [`stride ${v.ownStride}`]),
      ...(v.bias ? ['bias'] : []),
    ].join(' '),
  plan: (v, at) => {
    // A filter count that D does not divide is reported by the plan's problems; the floor lets the
    // rest of a broken network still have shapes.
    const filters = v.filters ?? Math.max(1, Math.floor(at.filters / v.divide));
    const stride = v.ownStride ?? at.stride;
    return {
      layer: 'conv',
      in: at.in,
      out: [Math.ceil(at.in[0] / stride), Math.ceil(at.in[1] / stride), filters],
      weight: {
        name: `${at.name}.weight`,
        shape: [v.kernel, v.kernel, at.in[2], filters],
        role: 'weight',
        trainable: true,
      },
      kernel: v.kernel,
      stride,
      pads: padsOf(at.padding, at.in, v.kernel, stride),
      ...(v.bias && {
        bias: { name: `${at.name}.bias`, shape: [filters], role: 'bias', trainable: true },
      }),
      ...(v.ownStride !== undefined && { ownStride: v.ownStride }),
    };
  },
  takesStride: layer => layer.ownStride !== 1,
  parameters: p => (p.bias === undefined ? [p.weight] : [p.weight, p.bias]),
  macs: p => p.out[0] * p.out[1] * p.out[2] * p.kernel * p.kernel * p.in[2],
  keeps: 'input',
  window: p => p.kernel,
  stride: p => p.stride,
};

type Options = Pick<ConvValue, 'filters' | 'ownStride' | 'bias'>;

/** What stands behind the kernel: `to N`, `stride S` and `bias`, each once, in any order. */
function readOptions(argument: string): {
  readonly main: string;
  readonly options: Options;
  readonly problem: string | null;
} {
  const at = argument.search(/\s(?=[a-z])/i);
  const main = at === -1 ? argument : argument.slice(0, at);
  const words = at === -1 ? [] : argument.slice(at).trim().split(/\s+/);
  const options: { -readonly [Key in keyof Options]: Options[Key] } = {};
  const wrong = (problem: string) => ({ main, options, problem });
  while (words.length > 0) {
    const word = words.shift();
    if (word === 'bias' && options.bias === undefined) options.bias = true;
    else if (word === 'stride' && options.ownStride === undefined) {
      const stride = numberOf(words.shift() ?? '');
      if (stride === null || !Number.isInteger(stride) || stride < 1 || stride > 64)
        return wrong('The stride is a whole number from 1 to 64, e.g. `conv 3 stride 2`.');
      options.ownStride = stride;
    } else if (word === 'to' && options.filters === undefined) {
      const filters = numberOf(words.shift() ?? '');
      if (filters === null || !Number.isInteger(filters) || filters < 1 || filters > 65_536)
        return wrong('Filters are a whole number from 1 to 65536, e.g. `conv 1 to 160`.');
      options.filters = filters;
    } else
      return wrong(
        'Behind a convolution stand `to N`, `stride S` and `bias`, each once, e.g. `conv 3 stride 2 bias`.',
      );
  }
  return { main, options, problem: null };
}
