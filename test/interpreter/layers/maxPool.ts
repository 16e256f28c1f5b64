import { at, mapShape } from '../tape.ts';
import { zerosBefore } from './conv.ts';
import { free, type Rule } from './layer.ts';

/** The largest value of each window; of equal ones the first. What lies outside of the map counts as nothing. */
export const maxPool: Rule<'max-pool'> = {
  layer: 'max-pool',
  isStrided: true,
  build: ({ kernel, stride }, { in: input, padding }) => {
    const [rows, columns] = [Math.ceil(input[0] / stride), Math.ceil(input[1] / stride)];
    const [top, left] = [input[0], input[1]].map(n => zerosBefore(n, kernel, { stride, padding }));
    const layer = free([rows, columns, input[2]], (x, pass) => {
      const [batch, height, width, channels] = mapShape(x);
      const from: number[] = [];
      for (let b = 0; b < batch; b++)
        for (let r = 0; r < rows; r++)
          for (let c = 0; c < columns; c++)
            for (let k = 0; k < channels; k++) {
              const places: number[] = [];
              for (let i = 0; i < kernel; i++)
                for (let j = 0; j < kernel; j++) {
                  const [y, z] = [r * stride + i - (top ?? 0), c * stride + j - (left ?? 0)];
                  if (y >= 0 && y < height && z >= 0 && z < width)
                    places.push(((b * height + y) * width + z) * channels + k);
                }
              const best = places.reduce((p, q) => (at(x.data, q) > at(x.data, p) ? q : p));
              for (const place of places) {
                const distance = at(x.data, best) - at(x.data, place);
                if (distance > 0) pass.kink(b, distance);
              }
              from.push(best);
            }
      const data = Float64Array.from(from, place => at(x.data, place));
      return pass.tape.record([batch, rows, columns, channels], data, dy =>
        from.forEach((place, i) => (x.gradient[place]! += at(dy, i))),
      );
    });
    return { ...layer, stride };
  },
};
