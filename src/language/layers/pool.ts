import type { Shape } from '../shape.ts';
import { type LayerDescriptor, numberOf } from './layer.ts';

/** `pool` divides the resolution by the stride of its place, `pool N` always by N. */
export interface PoolValue {
  readonly layer: 'pool';
  /** Null: the stride of its place. */
  readonly by: number | null;
}

export interface PoolPlan {
  readonly layer: 'pool';
  readonly in: Shape;
  readonly out: Shape;
  /** Window and stride. */
  readonly stride: number;
}

export const pool: LayerDescriptor<PoolValue, PoolPlan> = {
  layer: 'pool',
  forms: ['pool', 'pool 2'],
  doc: [
    '`pool`: average pooling by the stride of its stage (it takes the stride in place of the first convolution); does nothing where there is no stride.',
    '`pool N` pools by N wherever it stands; before the first convolution it takes the place of the stride. Rows and columns that do not fill a window are dropped.',
  ].join(' '),
  strided: true,
  keepsShape: false,
  parse: argument => {
    if (argument === '') return { value: { layer: 'pool', by: null } };
    const by = numberOf(argument);
    return by === null || !Number.isInteger(by) || by < 2 || by > 64
      ? { problem: 'Write `pool`, or a whole number from 2 to 64, e.g. `pool 2`.' }
      : { value: { layer: 'pool', by } };
  },
  format: v => (v.by === null ? 'pool' : `pool ${v.by}`),
  plan: (v, at) => {
    const stride = v.by ?? at.stride;
    const [height, width, channels] = at.in;
    const side = (n: number) => Math.max(1, Math.floor(n / stride));
    return { layer: 'pool', in: at.in, out: [side(height), side(width), channels], stride };
  },
  parameters: () => [],
  macs: () => 0,
  keeps: 'nothing',
  window: p => p.stride,
  stride: p => p.stride,
};
