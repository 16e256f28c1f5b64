import { at } from '../tape.ts';
import type { Rule } from './layer.ts';

export const bias: Rule<'bias'> = {
  layer: 'bias',
  isStrided: false,
  build: (_, { in: input, name }) => {
    const parameter = { name: `${name}.bias`, shape: [1], isTrainable: true, isWeight: false };
    return {
      out: input,
      parameters: [parameter],
      macs: 0,
      apply: (x, pass) => {
        const b = pass.parameter(parameter.name);
        const data = x.data.map(v => v + at(b.data, 0));
        return pass.tape.record(x.shape, data, dy =>
          dy.forEach((d, i) => {
            x.gradient[i]! += d;
            b.gradient[0]! += d;
          }),
        );
      },
    };
  },
};
