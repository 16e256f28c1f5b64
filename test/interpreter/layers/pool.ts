import { at, mapShape, type Tape, type Value } from '../tape.ts';
import { free, type Rule } from './layer.ts';

export const pool: Rule<'pool'> = {
  layer: 'pool',
  isStrided: true,
  build: ({ by }, { in: [height, width, channels], stride }) => {
    const side = by ?? stride;
    const out = [Math.floor(height / side), Math.floor(width / side), channels] as const;
    return { ...free(out, (x, pass) => averagePool(pass.tape, x, side)), stride: side };
  },
};

/** Means over windows of side × side that do not overlap; what fills no window is dropped. */
export function averagePool(tape: Tape, x: Value, side: number): Value {
  if (side === 1) return x;
  const [batch, height, width, channels] = mapShape(x);
  const [rows, columns] = [Math.floor(height / side), Math.floor(width / side)];
  const data = new Float64Array(batch * rows * columns * channels);
  const each = (visit: (from: number, to: number) => void) => {
    for (let b = 0; b < batch; b++)
      for (let y = 0; y < rows * side; y++)
        for (let z = 0; z < columns * side; z++)
          for (let c = 0; c < channels; c++) {
            const [r, q] = [Math.floor(y / side), Math.floor(z / side)];
            visit(
              ((b * height + y) * width + z) * channels + c,
              ((b * rows + r) * columns + q) * channels + c,
            );
          }
  };
  each((from, to) => (data[to]! += at(x.data, from) / side ** 2));
  return tape.record([batch, rows, columns, channels], data, dy =>
    each((from, to) => (x.gradient[from]! += at(dy, to) / side ** 2)),
  );
}
