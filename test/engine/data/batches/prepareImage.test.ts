import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/index.ts';
import {
  createBatchMaker,
  type LoaderJob,
} from '../../../../src/engine/data/batches/batchMaker.ts';
import {
  placeImage,
  standardizeInPlace,
} from '../../../../src/engine/data/batches/prepareImage.ts';
import type { Split } from '../../../../src/engine/data/index.ts';
import { pattern } from '../support.ts';

type Shape = readonly [number, number, number];

/** Straight from the definition: pad with zeros, cut out a window, mirror it. */
function slowCrop(
  image: ArrayLike<number>,
  [height, width, channels]: Shape,
  pad: number,
  top: number,
  left: number,
  flip: boolean,
): number[] {
  const padded = (y: number, x: number, c: number) => {
    const [iy, ix] = [y - pad, x - pad];
    const inside = iy >= 0 && iy < height && ix >= 0 && ix < width;
    return inside ? (image[(iy * width + ix) * channels + c] as number) : 0;
  };
  const out: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++)
        out.push(padded(top + y, left + (flip ? width - 1 - x : x), c));
    }
  }
  return out;
}

/** Two-pass mean and deviation in double precision. */
function slowStandardize(values: readonly number[]): number[] {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const std = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / n);
  return values.map(v => (v - mean) / Math.max(std, 1 / Math.sqrt(n)));
}

describe('crop and flip', () => {
  const shapes: Shape[] = [
    [4, 5, 3],
    [5, 4, 1],
    [1, 1, 2],
    [3, 3, 4],
  ];
  it.each(shapes.map(shape => ({ shape })))(
    'equals a slow crop at every place: $shape',
    ({ shape }) => {
      const size = shape[0] * shape[1] * shape[2];
      const images = pattern(3 * size, 5).map(v => v | 1);
      const out = new Float32Array(3 * size);
      for (const pad of [1, 2, 6]) {
        for (let top = 0; top <= 2 * pad; top++) {
          for (let left = 0; left <= 2 * pad; left++) {
            for (const flip of [false, true]) {
              out.fill(-1);
              placeImage(images, size, shape, { dy: top - pad, dx: left - pad, flip }, out, size);
              const expected = slowCrop(
                images.subarray(size, 2 * size),
                shape,
                pad,
                top,
                left,
                flip,
              );
              expect([...out.subarray(size, 2 * size)]).toEqual(expected);
              expect([out[size - 1], out[2 * size]]).toEqual([-1, -1]);
            }
          }
        }
      }
    },
  );
});

describe('per-image standardisation', () => {
  const standardize = (values: readonly number[]) => {
    const data = Float32Array.from([9, ...values, 9]);
    standardizeInPlace(data, 1, values.length);
    expect([data[0], data[values.length + 1]]).toEqual([9, 9]);
    return [...data.subarray(1, values.length + 1)];
  };

  it('by hand: 1 3 5 7 has mean 4 and deviation √5', () => {
    const r = Math.sqrt(5);
    expect(standardize([1, 3, 5, 7])).toEqual([-3 / r, -1 / r, 1 / r, 3 / r].map(Math.fround));
  });

  it('a deviation below 1/√N counts as 1/√N: 16 values, one of them 0.4 above the rest', () => {
    // mean 0.025, deviation 0.4·√15/16 = 0.0968 < 1/4, so everything is divided by 1/4.
    const out = standardize([0.4, ...new Array<number>(15).fill(0)]);
    expect(out[0]).toBeCloseTo(4 * 0.375, 6);
    expect(out[1]).toBeCloseTo(4 * -0.025, 6);
  });

  it('a constant image becomes zeros', () => {
    expect(standardize(new Array<number>(7).fill(200))).toEqual(new Array(7).fill(0));
    for (const v of standardize(new Array<number>(7).fill(-0.3)))
      expect(Math.abs(v)).toBeLessThan(1e-7);
  });

  it.each([1, 2, 3, 255, 3072])('equals the two-pass definition for %i values', n => {
    const bytes = [...pattern(n, 3)];
    const reals = bytes.map(v => Math.fround(v / 127.5 - 1));
    for (const values of [bytes, reals]) {
      const expected = slowStandardize(values);
      for (const [i, v] of standardize(values).entries())
        expect(v).toBeCloseTo(expected[i] as number, 5);
    }
  });
});

describe('a training batch', () => {
  const shape: Shape = [6, 5, 3];
  const size = 90;
  const split: Split = {
    count: 40,
    images: pattern(40 * size, 1),
    labels: Uint8Array.from({ length: 40 }, (_, i) => i % 7),
  };
  const job: LoaderJob = {
    split,
    indices: Int32Array.from({ length: 20 }, (_, i) => 2 * i),
    shape,
    batch: 6,
    standardize: 'per-image',
    training: { augment: { pad: 2, flip: true }, seed: 11 },
  };

  it('equals the slow way through order, crop, flip and standardisation', () => {
    const make = createBatchMaker(job);
    for (const step of [0, 1, 2, 3, 7]) {
      const { images, labels } = make(step);
      // 3 steps an epoch: 20 examples, the last two of each permutation are dropped.
      const order = Random.of(11, 'order', Math.floor(step / 3)).permutation(20);
      const random = Random.of(11, 'augment', step);
      for (let k = 0; k < 6; k++) {
        const example = job.indices[order[(step % 3) * 6 + k] as number] as number;
        const [top, left, flip] = [random.below(5), random.below(5), random.below(2) === 1];
        const raw = split.images.subarray(example * size, (example + 1) * size);
        const expected = slowStandardize(slowCrop(raw, shape, 2, top, left, flip));
        expect(labels[k]).toBe(example % 7);
        for (let i = 0; i < size; i++) {
          expect(images[k * size + i]).toBeCloseTo(expected[i] as number, 5);
        }
      }
    }
  });

  it('uses every example once an epoch, in an order that changes', () => {
    const labelled = { ...split, labels: Int32Array.from({ length: 40 }, (_, i) => i) };
    const make = createBatchMaker({ ...job, split: labelled, batch: 5 });
    const epoch = (e: number) => [0, 1, 2, 3].flatMap(s => [...make(4 * e + s).labels]);
    expect(epoch(0).sort((a, b) => a - b)).toEqual([...job.indices]);
    expect(epoch(1).sort((a, b) => a - b)).toEqual([...job.indices]);
    expect(epoch(0)).not.toEqual(epoch(1));
  });

  it('mirrors half of the images and moves them evenly', () => {
    const dot = new Uint8Array(30);
    dot[2 * 5 + 1] = 1;
    const make = createBatchMaker({
      split: { count: 1, images: dot, labels: new Uint8Array(1), white: 1 },
      indices: new Int32Array(500),
      shape: [6, 5, 1],
      batch: 500,
      standardize: 'none',
      training: { augment: { pad: 1, flip: true }, seed: 3 },
    });
    const places = new Map<number, number>();
    for (let step = 0; step < 10; step++) {
      const { images } = make(step);
      for (let k = 0; k < 500; k++) {
        const at = images.subarray(30 * k, 30 * k + 30).indexOf(1);
        places.set(at, (places.get(at) ?? 0) + 1);
      }
    }
    // Columns 0 1 2, mirrored 4 3 2, rows 1 2 3: column 2 is reached both ways.
    const expected = [1, 2, 3].flatMap(y =>
      [0, 1, 2, 3, 4].map(x => ({ at: 5 * y + x, share: x === 2 ? 2 : 1 })),
    );
    expect(places.size).toBe(expected.length);
    for (const { at, share } of expected) {
      const mean = (5000 * share) / 18;
      expect(Math.abs((places.get(at) ?? 0) - mean)).toBeLessThan(5 * Math.sqrt(mean));
    }
  });

  it.each([
    { images: Uint8Array.of(0, 51, 255), white: undefined, expected: [0, 0.2, 1] },
    { images: Uint16Array.of(0, 4080, 2040), white: 4080, expected: [0, 1, 0.5] },
    { images: Float32Array.of(-1, 0.25, 1), white: undefined, expected: [-1, 0.25, 1] },
  ])('without standardisation full intensity is 1: $expected', ({ images, white, expected }) => {
    const make = createBatchMaker({
      split: { count: 1, images, labels: new Uint8Array(1), white },
      indices: Int32Array.of(0),
      shape: [1, 3, 1],
      batch: 1,
      standardize: 'none',
      training: null,
    });
    expect([...make(0).images]).toEqual(expected.map(Math.fround));
  });
});
