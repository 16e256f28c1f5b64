import { at } from '../tape.ts';
import { free, type Rule } from './layer.ts';

export const dropout: Rule<'dropout'> = {
  layer: 'dropout',
  isStrided: false,
  build: (_, place) =>
    free(place.in, (x, pass) => {
      const mask = pass.isTraining ? pass.mask(place.name) : null;
      if (mask === null) return x;
      const data = x.data.map((v, i) => v * at(mask, i));
      return pass.tape.record(x.shape, data, dy =>
        dy.forEach((d, i) => (x.gradient[i]! += d * at(mask, i))),
      );
    }),
};
