import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  activated,
  combined,
  connected,
  convolved,
  evenMoments,
  leakyReluMoments,
  meanSquare,
  meanVariance,
  momentsOf,
  pooled,
  smoothActivations,
  varianceLaw,
} from '../../src/theory/index.ts';

const relu = leakyReluMoments(0);
const three = (size: number) =>
  ({ kernel: 3, stride: 1, pads: [1, 1, 1, 1], height: size, width: size }) as const;

/** Mean square after so many convolutions 3×3 of variance 2/fan-in, each with a ReLU, on even inputs. */
function afterPlainHe(size: number, layers: number): number {
  let x = evenMoments(size, size);
  for (let l = 0; l < layers; l++) x = activated(convolved(x, three(size), 2), relu);
  return meanSquare(x);
}

describe('convolutions with zeros around the map', () => {
  it('lose at the border what a dense layer keeps', () => {
    const { second } = convolved(evenMoments(3, 3), three(3), 9);
    expect([...second]).toEqual([4, 6, 4, 6, 9, 6, 4, 6, 4]);
  });

  it('see what their stride and their zeros let them see', () => {
    const slide = { kernel: 3, stride: 2, height: 2, width: 2 };
    const symmetric = convolved(evenMoments(4, 4), { ...slide, pads: [1, 1, 1, 1] }, 9);
    expect([...symmetric.second]).toEqual([4, 6, 6, 9]);
    const same = convolved(evenMoments(4, 4), { ...slide, pads: [0, 1, 0, 1] }, 9);
    expect([...same.second]).toEqual([9, 6, 6, 4]);
  });

  it('equal the sum over all windows, written out', () => {
    const random = Random.of(1, 'moments');
    for (let draw = 0; draw < 30; draw++) {
      const [height, width] = [1 + random.below(9), 1 + random.below(9)];
      const [kernel, stride] = [1 + random.below(8), 1 + random.below(3)];
      const pads = [0, 0, 0, 0].map(() => random.below(4)) as [number, number, number, number];
      const out = { height: Math.ceil(height / stride), width: Math.ceil(width / stride) };
      const x = evenMoments(height, width);
      x.second.forEach((_, i) => (x.second[i] = random.float()));
      const { second } = convolved(x, { kernel, stride, pads, ...out }, kernel ** 2);
      for (let r = 0; r < out.height; r++)
        for (let c = 0; c < out.width; c++) {
          let sum = 0;
          for (let i = 0; i < kernel; i++)
            for (let j = 0; j < kernel; j++) {
              const [y, z] = [r * stride + i - pads[0], c * stride + j - pads[2]];
              if (y >= 0 && y < height && z >= 0 && z < width) sum += x.second[y * width + z]!;
            }
          expect(second[r * out.width + c]).toBeCloseTo(sum, 12);
        }
    }
  });

  it.each([
    [16, 0.0748],
    [8, 2.18e-4],
    [7, 2.44e-5],
  ])('leave of a plain He network of 100 layers on maps of %s on a side: %s', (size, left) => {
    expect(afterPlainHe(size, 100) / left).toBeCloseTo(1, 2);
  });

  it('grow a linear residual network of 100 kernels 8×8 on 32×32 2.43-fold, not 2.70-fold', () => {
    const slide = { kernel: 8, stride: 1, pads: [3, 4, 3, 4], height: 32, width: 32 } as const;
    let x = evenMoments(32, 32);
    for (let l = 0; l < 100; l++) x = combined(x, convolved(x, slide, 1 / 100), 1, 1);
    expect(meanSquare(x)).toBeCloseTo(2.43, 2);
    expect(varianceLaw('identity', 1 / 100, 100).at(-1)).toBeCloseTo(2.7048138294, 9);
  });
});

describe('activations', () => {
  it('halve the second moment and leave the mean √(q/2π): ReLU', () => {
    const [mean, second] = relu(0, 3);
    expect(mean).toBeCloseTo(Math.sqrt(3 / (2 * Math.PI)), 6);
    expect(second).toBeCloseTo(1.5, 6);
  });

  it.each([0, 0.1, 0.5])('leaky ReLU %d in closed form is the integral', slope => {
    const numeric = momentsOf(x => (x > 0 ? x : slope * x));
    for (const mean of [-2, -0.3, 0, 1, 4]) {
      const closed = leakyReluMoments(slope)(mean, mean ** 2 + 1.7);
      numeric(mean, mean ** 2 + 1.7).forEach((v, i) => expect(closed[i]).toBeCloseTo(v, 2));
    }
    expect(leakyReluMoments(slope)(2, 4)).toEqual([2, 4]);
  });

  // E[f(z)²] of a standard normal z, by an integral of 1e-10.
  it.each([
    ['tanh', 0.3942944904],
    ['sigmoid', 0.2933790359],
    ['gelu', 0.4252214826],
    ['silu', 0.3557755198],
  ] as const)('%s has the second moment %d', (name, second) => {
    expect(momentsOf(smoothActivations[name])(0, 1)[1]).toBeCloseTo(second, 6);
  });
});

it('a ReLU behind the weights adds a mean in every block: 4.41, 78.7 and 788 at 10, 50 and 100', () => {
  for (const [blocks, second] of [
    [10, 4.41],
    [50, 78.68],
    [100, 788.03],
  ] as const) {
    let x = evenMoments(1, 1);
    for (let l = 0; l < blocks; l++)
      x = combined(x, activated(connected(x, 1 / blocks), relu), 1, 1);
    expect(meanSquare(x) / second).toBeCloseTo(1, 3);
    expect(meanVariance(x)).toBeLessThan(meanSquare(x));
  }
});

it('pooling keeps what equal neighbours have', () => {
  const x = evenMoments(5, 4, 3);
  expect([...pooled(x, 2, 2, 2).second]).toEqual([3, 3, 3, 3]);
});

it('the laws of the papers: e^c, e^(c/2) and at least e^(c/4) for deep networks', () => {
  expect(varianceLaw('relu-first', 1 / 100, 100).at(-1)).toBeCloseTo(1.6466684921, 9);
  expect(varianceLaw('relu', 1 / 100, 100).at(-1)).toBeCloseTo(1.2836248887, 9);
  expect(varianceLaw('plain', 2, 20).at(-1)).toBe(2 ** 20);
  expect(varianceLaw('plain-relu', 2, 100)).toEqual(Array.from({ length: 101 }, () => 1));
});
