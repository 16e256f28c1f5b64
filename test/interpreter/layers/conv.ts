import { at, mapShape, type Tape, type Value } from '../tape.ts';
import type { Layer, Place, Rule } from './layer.ts';

export const conv: Rule<'conv'> = {
  layer: 'conv',
  isStrided: ({ ownStride }) => ownStride !== 1,
  build: ({ kernel, divide, filters, ownStride, bias }, place) => {
    const stride = ownStride ?? place.stride;
    const whole = convolution(kernel, filters ?? place.filters / divide, { ...place, stride });
    if (!bias) return whole;
    const shift = {
      name: `${place.name}.bias`,
      shape: [whole.out[2]],
      isTrainable: true,
      isWeight: false,
    };
    return {
      ...whole,
      parameters: [...whole.parameters, shift],
      apply: (x, pass) => plusChannels(pass.tape, whole.apply(x, pass), pass.parameter(shift.name)),
    };
  },
};

/** Plus one number for each channel. */
function plusChannels(tape: Tape, x: Value, b: Value): Value {
  const n = b.data.length;
  const data = x.data.map((v, i) => v + at(b.data, i % n));
  return tape.record(x.shape, data, dy =>
    dy.forEach((d, i) => {
      x.gradient[i]! += d;
      b.gradient[i % n]! += d;
    }),
  );
}

/** A K×K convolution without bias to this many filters. */
export function convolution(kernel: number, filters: number, place: Place): Layer {
  const { in: input, stride, padding, name } = place;
  const [rows, columns] = [Math.ceil(input[0] / stride), Math.ceil(input[1] / stride)];
  const weight = `${name}.weight`;
  const shape = [kernel, kernel, input[2], filters];
  return {
    stride,
    out: [rows, columns, filters],
    parameters: [{ name: weight, shape, isTrainable: true, isWeight: true }],
    macs: rows * columns * filters * kernel * kernel * input[2],
    apply: (x, pass) => convolve(pass.tape, x, pass.parameter(weight), { stride, padding }),
  };
}

type Slide = Pick<Place, 'stride' | 'padding'>;

/** Zeros in front of the first row: the smaller half of what is missing, or of what surrounds a kernel. */
export function zerosBefore(size: number, kernel: number, { stride, padding }: Slide): number {
  if (padding === 'symmetric') return Math.floor((kernel - 1) / 2);
  const missing = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  return Math.floor(missing / 2);
}

function convolve(tape: Tape, x: Value, w: Value, slide: Slide): Value {
  const { stride } = slide;
  const [batch, height, width, channels] = mapShape(x);
  const [kernel, , , filters] = mapShape(w);
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const [top, left] = [zerosBefore(height, kernel, slide), zerosBefore(width, kernel, slide)];
  /** Calls for each product of a value and a weight: where in x, w and y its row of filters begins. */
  const each = (visit: (fromX: number, fromW: number, fromY: number) => void) => {
    for (let b = 0; b < batch; b++)
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < columns; c++) {
          const fromY = ((b * rows + r) * columns + c) * filters;
          for (let i = 0; i < kernel; i++)
            for (let j = 0; j < kernel; j++) {
              const [y, z] = [r * stride + i - top, c * stride + j - left];
              if (y < 0 || y >= height || z < 0 || z >= width) continue;
              const fromX = ((b * height + y) * width + z) * channels;
              for (let k = 0; k < channels; k++)
                visit(fromX + k, ((i * kernel + j) * channels + k) * filters, fromY);
            }
        }
  };
  const data = new Float64Array(batch * rows * columns * filters);
  each((fromX, fromW, fromY) => {
    const value = at(x.data, fromX);
    for (let f = 0; f < filters; f++) data[fromY + f]! += value * w.data[fromW + f]!;
  });
  return tape.record([batch, rows, columns, filters], data, dy =>
    each((fromX, fromW, fromY) => {
      const value = at(x.data, fromX);
      let sum = 0;
      for (let f = 0; f < filters; f++) {
        sum += dy[fromY + f]! * w.data[fromW + f]!;
        w.gradient[fromW + f]! += dy[fromY + f]! * value;
      }
      x.gradient[fromX]! += sum;
    }),
  );
}
