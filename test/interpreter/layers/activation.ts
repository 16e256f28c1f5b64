import { at } from '../tape.ts';
import { free, type Rule } from './layer.ts';

type Name = 'tanh' | 'sigmoid' | 'gelu' | 'silu' | 'identity';

/** A function of one number and its derivative. */
function smooth<N extends Name>(layer: N, of: (x: number) => readonly [number, number]): Rule<N> {
  return {
    layer,
    isStrided: false,
    build: (_, place) =>
      free(place.in, (x, pass) => {
        const pairs = Array.from(x.data, of);
        const data = Float64Array.from(pairs, ([value]) => value);
        return pass.tape.record(x.shape, data, dy =>
          pairs.forEach(([, slope], i) => (x.gradient[i]! += slope * at(dy, i))),
        );
      }),
  };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

export const tanh = smooth('tanh', x => [Math.tanh(x), 1 - Math.tanh(x) ** 2]);

export const sigmoid = smooth('sigmoid', x => [logistic(x), logistic(x) * logistic(-x)]);

export const silu = smooth('silu', x => [
  x * logistic(x),
  logistic(x) + x * logistic(x) * logistic(-x),
]);

export const gelu = smooth('gelu', x => {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return [x * normalDistribution(x), normalDistribution(x) + x * density];
});

export const identity = smooth('identity', x => [x, 1]);

/** Φ(x): ½ and the integral of the density from 0 to x, as Σ x^(2n+1)/(1·3·…·(2n+1)) times the density. */
export function normalDistribution(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
