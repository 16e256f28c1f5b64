import type { Shape } from '../shape.ts';
import { type LayerDescriptor, numberOf } from './layer.ts';

/** `tile` repeats the channels up to the filters of its place, `tile N` always N times. */
export interface TileValue {
  readonly layer: 'tile';
  /** Null: as many as the filters of its place need. */
  readonly times: number | null;
}

export interface TilePlan {
  readonly layer: 'tile';
  readonly in: Shape;
  readonly out: Shape;
  readonly times: number;
}

export const tile: LayerDescriptor<TileValue, TilePlan> = {
  layer: 'tile',
  forms: ['tile', 'tile 2'],
  doc: [
    '`tile`: repeats all channels one after another until there are as many as the stage has filters (no parameters). `tile N` repeats them N times.',
    'WarpNet widens its feature maps so (Fok et al., ICLR 2018, from the released code).',
  ].join(' '),
  strided: false,
  keepsShape: false,
  parse: argument => {
    if (argument === '') return { value: { layer: 'tile', times: null } };
    const times = numberOf(argument);
    return times === null || !Number.isInteger(times) || times < 1 || times > 1024
      ? { problem: 'Write `tile`, or how often channels are repeated, e.g. `tile 2`.' }
      : { value: { layer: 'tile', times } };
  },
  format: v => (v.times === null ? 'tile' : `tile ${v.times}`),
  plan: (v, at) => {
    const [height, width, channels] = at.in;
    // A filter count that is no multiple is reported by the plan's problems.
    const times = v.times ?? Math.max(1, Math.floor(at.filters / channels));
    return { layer: 'tile', in: at.in, out: [height, width, channels * times], times };
  },
  parameters: () => [],
  macs: () => 0,
  keeps: 'nothing',
  window: () => 1,
  stride: () => 1,
};
