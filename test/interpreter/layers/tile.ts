import { channelsFrom } from '../operations.ts';
import { free, type Rule } from './layer.ts';

export const tile: Rule<'tile'> = {
  layer: 'tile',
  isStrided: false,
  build: ({ times }, { in: [height, width, channels], filters }) => {
    const count = (times ?? filters / channels) * channels;
    const out = [height, width, count] as const;
    return free(out, (x, pass) => channelsFrom(pass.tape, x, count, c => c % channels));
  },
};
