import { dense as product } from '../operations.ts';
import { leaf, type Tape, type Value } from '../tape.ts';
import { free, type Rule, type Shape } from './layer.ts';

export const dense: Rule<'dense'> = {
  layer: 'dense',
  isStrided: false,
  build: ({ units, bias }, { in: input, filters, name }) => {
    const count = units ?? filters;
    const inputs = input[0] * input[1] * input[2];
    const out = [1, 1, count] as const;
    const weight = {
      name: `${name}.weight`,
      shape: [inputs, count],
      isTrainable: true,
      isWeight: true,
    };
    const shift = { name: `${name}.bias`, shape: [count], isTrainable: true, isWeight: false };
    return {
      out,
      parameters: bias ? [weight, shift] : [weight],
      macs: inputs * count,
      apply: (x, pass) => {
        const b = bias ? pass.parameter(shift.name) : leaf([count], new Float64Array(count));
        return shaped(pass.tape, product(pass.tape, x, pass.parameter(weight.name), b), out);
      },
    };
  },
};

export const flatten: Rule<'flatten'> = {
  layer: 'flatten',
  isStrided: false,
  build: (_, { in: [height, width, channels] }) => {
    const out = [1, 1, height * width * channels] as const;
    return free(out, (x, pass) => shaped(pass.tape, x, out));
  },
};

/** The same numbers, as feature maps of this shape. */
function shaped(tape: Tape, x: Value, shape: Shape): Value {
  return tape.record([x.shape[0] ?? 1, ...shape], x.data, dy =>
    dy.forEach((d, i) => (x.gradient[i]! += d)),
  );
}
