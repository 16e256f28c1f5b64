import { timesParameter } from '../operations.ts';
import type { Rule } from './layer.ts';

export const scale: Rule<'scale'> = {
  layer: 'scale',
  isStrided: false,
  build: (_, { in: input, name }) => {
    const parameter = { name: `${name}.scale`, shape: [1], isTrainable: true, isWeight: false };
    return {
      out: input,
      parameters: [parameter],
      macs: 0,
      apply: (x, pass) => timesParameter(pass.tape, x, pass.parameter(parameter.name)),
    };
  },
};
