import type { Shape } from '../shape.ts';
import { type LayerDescriptor, numberOf } from './layer.ts';

export interface LeakyReluValue {
  readonly layer: 'leaky-relu';
  readonly slope: number;
}

export interface LeakyReluPlan {
  readonly layer: 'leaky-relu';
  readonly in: Shape;
  readonly out: Shape;
  readonly slope: number;
}

/** The plain-network slides do not state the slope; 0.1 is our choice. */
const defaultSlope = 0.1;

export const leakyRelu: LayerDescriptor<LeakyReluValue, LeakyReluPlan> = {
  layer: 'leaky-relu',
  forms: ['leaky-relu 0.1'],
  doc: [
    '`leaky-relu β`: x where x > 0, else βx.',
    `Without a number β is ${defaultSlope}, our choice: Oyedotun et al. (ICPR 2020) use it in very deep plain networks without stating β.`,
  ].join(' '),
  strided: false,
  keepsShape: true,
  parse: argument => {
    const slope = argument === '' ? defaultSlope : numberOf(argument);
    return slope === null || slope < 0 || slope > 1
      ? { problem: 'Write the slope as a number from 0 to 1, e.g. `leaky-relu 0.1`.' }
      : { value: { layer: 'leaky-relu', slope } };
  },
  format: v => `leaky-relu ${v.slope}`,
  plan: (v, at) => ({ layer: 'leaky-relu', in: at.in, out: at.in, slope: v.slope }),
  parameters: () => [],
  macs: () => 0,
  keeps: 'input',
  window: () => 1,
  stride: () => 1,
  secondMoment: ({ slope }) => (1 + slope ** 2) / 2,
};
