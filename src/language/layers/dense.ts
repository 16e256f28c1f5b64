import type { Shape } from '../shape.ts';
import { type LayerDescriptor, type ParameterPlan, numberOf } from './layer.ts';

/** `dense` to the filters of its place, `dense N` to N units; `bias` behind either adds one a unit. */
export interface DenseValue {
  readonly layer: 'dense';
  /** Null: the filters of its place. */
  readonly units: number | null;
  /** Absent: none. */
  readonly bias?: true;
}

export interface DensePlan {
  readonly layer: 'dense';
  readonly in: Shape;
  /** [1, 1, units] */
  readonly out: Shape;
  /** [height·width·channels of the input, units] */
  readonly weight: ParameterPlan;
  /** [units] */
  readonly bias?: ParameterPlan;
}

const mostUnits = 65_536;

export const dense: LayerDescriptor<DenseValue, DensePlan> = {
  layer: 'dense',
  forms: ['dense 100', 'dense', 'dense 100 bias'],
  doc: [
    '`dense N`: N units that each see all values of the feature map, without bias; `dense` has as many units as the stage has filters, and `bias` behind either adds a learned number to each unit.',
    'What comes out is a vector, a feature map of 1×1 with a channel a unit.',
  ].join(' '),
  strided: false,
  keepsShape: false,
  parse: argument => {
    const words = argument.split(/\s+/).filter(word => word !== '');
    const bias = words.at(-1) === 'bias';
    const [written, ...more] = bias ? words.slice(0, -1) : words;
    const units = written === undefined ? null : numberOf(written);
    if ((written !== undefined && units === null) || more.length > 0)
      return { problem: 'Write a dense layer as `dense 100`, `dense` or `dense 100 bias`.' };
    if (units !== null && (!Number.isInteger(units) || units < 1 || units > mostUnits))
      return { problem: `Units are a whole number from 1 to ${mostUnits}.` };
    return { value: { layer: 'dense', units, ...(bias && { bias: true }) } };
  },
  format: v =>
    ['dense', ...(v.units === null ? [] : [v.units]), ...(v.bias ? ['bias'] : [])].join(' '),
  plan: (v, at) => {
    const units = v.units ?? at.filters;
    const [height, width, channels] = at.in;
    return {
      layer: 'dense',
      in: at.in,
      out: [1, 1, units],
      weight: {
        name: `${at.name}.weight`,
        shape: [height * width * channels, units],
        role: 'weight',
        trainable: true,
      },
      ...(v.bias && {
        bias: { name: `${at.name}.bias`, shape: [units], role: 'bias', trainable: true },
      }),
    };
  },
  parameters: p => (p.bias === undefined ? [p.weight] : [p.weight, p.bias]),
  macs: p => p.in[0] * p.in[1] * p.in[2] * p.out[2],
  keeps: 'input',
  window: p => Math.max(p.in[0], p.in[1]),
  stride: () => 1,
};
