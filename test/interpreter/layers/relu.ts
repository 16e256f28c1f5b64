import { at, type Value } from '../tape.ts';
import { free, type Pass, type Rule } from './layer.ts';

export const relu: Rule<'relu'> = {
  layer: 'relu',
  isStrided: false,
  build: (_, place) => free(place.in, (x, pass) => rectify(x, 0, pass)),
};

export const leakyRelu: Rule<'leaky-relu'> = {
  layer: 'leaky-relu',
  isStrided: false,
  build: ({ slope }, place) => free(place.in, (x, pass) => rectify(x, slope, pass)),
};

/** x where x > 0, else slope·x. */
function rectify(x: Value, slope: number, pass: Pass): Value {
  const size = x.data.length / (x.shape[0] ?? 1);
  if (slope !== 1)
    x.data.forEach((v, i) => {
      if (v !== 0) pass.kink(Math.floor(i / size), Math.abs(v));
    });
  const factor = x.data.map(v => (v > 0 ? 1 : slope));
  const data = x.data.map((v, i) => v * at(factor, i));
  return pass.tape.record(x.shape, data, dy =>
    dy.forEach((d, i) => (x.gradient[i]! += d * at(factor, i))),
  );
}
