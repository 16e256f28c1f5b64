import { describe, expect, it } from 'vitest';
import {
  cosineRate,
  cycleOf,
  learningRate,
  leastEpochs,
  stepOfEpoch,
  type Course,
} from '../../src/theory/index.ts';

const course: Course = {
  stepsPerEpoch: 500,
  steps: 80_000,
  warmup: 0,
  growths: [60, 110],
  restart: true,
};

describe('cosine', () => {
  const cosine = { kind: 'cosine', max: 0.5, min: 0.001, restarts: [] } as const;

  // Start, middle and end of a cycle in arXiv 1710.10348: 0.5, 0.2505, 0.001.
  it.each([
    [0, 0.5],
    [15_000, 0.2505],
    [30_000, 0.001],
  ])('at step %i of 30,000 is %d', (step, rate) => {
    expect(cosineRate(0.5, 0.001, step, 30_000)).toBeCloseTo(rate, 12);
  });

  it('restarts at each growth: cycles of 30,000, 25,000 and 25,000 steps', () => {
    const starts = [30_000, 55_000];
    expect(cycleOf(29_999, starts, 80_000)).toEqual({ start: 0, length: 30_000 });
    expect(cycleOf(30_000, starts, 80_000)).toEqual({ start: 30_000, length: 25_000 });
    expect(cycleOf(79_999, starts, 80_000)).toEqual({ start: 55_000, length: 25_000 });
    for (const step of [0, 30_000, 55_000]) {
      expect(learningRate(cosine, course, step)).toBe(0.5);
    }
    expect(learningRate(cosine, course, 42_500)).toBeCloseTo(0.2505, 12);
    expect(learningRate(cosine, course, 29_999)).toBeLessThan(0.001_001);
  });

  // arXiv 1710.10348, eq. 9 over the whole training: at 3/8 of 80,000 steps 0.001 + 0.2495(1 + cos(3π/8)).
  it('goes on through growth where it does not restart', () => {
    const through = { ...course, restart: false };
    for (const [step, rate] of [
      [0, 0.5],
      [30_000, 0.3459795164],
      [40_000, 0.2505],
      [55_000, 0.1118852269],
      [80_000, 0.001],
    ] as const)
      expect(learningRate(cosine, through, step)).toBeCloseTo(rate, 10);
    const twice = { ...cosine, restarts: [110] };
    expect(learningRate(twice, through, 27_500)).toBeCloseTo(0.2505, 12);
    expect(learningRate(twice, through, 55_000)).toBe(0.5);
  });

  it('restarts where the recipe says so, and a restart outside the training is none', () => {
    const rate = { ...cosine, restarts: [60, 110, 500] };
    const plain = { ...course, growths: [], restart: true };
    for (const step of [0, 17, 30_000, 60_000, 79_999]) {
      expect(learningRate(rate, plain, step)).toBe(learningRate(cosine, course, step));
    }
  });

  // PyTorch's CosineAnnealingLR(0.1, T_max=10): the closed form at epochs 0, 1, 5, 9.
  it.each([
    [0, 0.1],
    [1, 0.0975528258],
    [5, 0.05],
    [9, 0.0024471742],
  ])('from 0.1 to 0 in 10 steps, step %i has rate %d', (step, expected) => {
    const rate = { ...cosine, max: 0.1, min: 0 };
    const short = { stepsPerEpoch: 5, steps: 10, warmup: 0, growths: [], restart: true };
    expect(learningRate(rate, short, step)).toBeCloseTo(expected, 9);
  });
});

it.each([
  [0, 0.1],
  [31_999, 0.1],
  [32_000, 0.01],
  [48_000, 0.001],
])('steps: He et al. divide by ten at 32k and 48k steps; step %i has rate %d', (step, rate) => {
  const steps = { kind: 'steps', rate: 0.1, at: [32, 48], factor: 0.1 } as const;
  const he = { stepsPerEpoch: 1000, steps: 64_000, warmup: 0, growths: [], restart: true };
  expect(learningRate(steps, he, step)).toBeCloseTo(rate, 12);
});

it.each([
  [0, 0.025],
  [1, 0.05],
  [3, 0.1],
  [4, 0.1],
])('warm-up rises on a line from 0 in 4 steps; step %i has rate %d', (step, rate) => {
  const warm = { stepsPerEpoch: 8, steps: 100, warmup: 0.5, growths: [], restart: true };
  expect(learningRate({ kind: 'constant', rate: 0.1 }, warm, step)).toBeCloseTo(rate, 12);
});

describe('the fewest epochs that are a step', () => {
  it.each([1, 2, 3, 7, 30, 390, 500, 999_983])('of %i steps an epoch', stepsPerEpoch => {
    const least = leastEpochs(stepsPerEpoch);
    expect(stepOfEpoch(least, stepsPerEpoch)).toBe(1);
    expect(least).toBeLessThanOrEqual(2 / stepsPerEpoch);
  });
});
