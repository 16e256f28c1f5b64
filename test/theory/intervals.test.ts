import { describe, expect, it } from 'vitest';
import { meanInterval, pairedInterval, unpairedInterval } from '../../src/theory/index.ts';

const a = [0.912, 0.934, 0.921];
const b = [0.901, 0.915, 0.923];

// Of scipy 1.17.1, with confidence 0.9, 0.95 and 0.37.
const known = [
  {
    confidence: 0.9,
    // stats.t.interval(c, 2, loc=mean(a), scale=stats.sem(a))
    mean: [0.9036870411945108, 0.940979625472156],
    // stats.ttest_rel(a, b).confidence_interval(c)
    paired: [-0.008534603254161525, 0.02720126992082819],
    // stats.ttest_ind(a, b, equal_var=False).confidence_interval(c)
    unpaired: [-0.00998468909120476, 0.028651355757871807],
  },
  {
    confidence: 0.95,
    mean: [0.8948576771826301, 0.9498089894840368],
    paired: [-0.016995401524275748, 0.035662068190942434],
    unpaired: [-0.015825928584894615, 0.03449259525156167],
  },
  {
    confidence: 0.37,
    mean: [0.9187366852916994, 0.9259299813749675],
    paired: [0.005886820822588456, 0.012779845844078229],
    unpaired: [0.0046139846215858555, 0.0140526820450812],
  },
] as const;

describe.each(known)('intervals of $confidence', ({ confidence, mean, paired, unpaired }) => {
  it('are those of scipy', () => {
    const near = ({ low, high }: { low: number; high: number }, ends: readonly number[]) => {
      expect(low).toBeCloseTo(ends[0] ?? NaN, 10);
      expect(high).toBeCloseTo(ends[1] ?? NaN, 10);
    };
    near(meanInterval(a, confidence), mean);
    near(
      pairedInterval(
        a.map((value, i) => [value, b[i] ?? NaN]),
        confidence,
      ),
      paired,
    );
    near(unpairedInterval(a, b, confidence), unpaired);
  });
});

it('count what is finite', () => {
  expect(meanInterval([1, NaN, 3, Infinity], 0.95)).toMatchObject({ n: 2, mean: 2 });
  expect(meanInterval([], 0.95)).toMatchObject({ n: 0, mean: NaN, half: NaN });
  expect(meanInterval([5], 0.95)).toMatchObject({ n: 1, mean: 5, half: NaN });
  expect(meanInterval([5, 5], 0.95)).toMatchObject({ n: 2, low: 5, high: 5 });
  expect(
    pairedInterval(
      [
        [1, NaN],
        [2, 1],
      ],
      0.9,
    ),
  ).toMatchObject({ n: 1, mean: 1 });
});

it('take unlike variances of two samples into account', () => {
  // scipy 1.17.1: ttest_ind([0.912, 0.934, 0.921], [0.9, 0.95], equal_var=False), df 1.1323356.
  const { n, low, high } = unpairedInterval(a, [0.9, 0.95], 0.95);
  expect(n).toBe(2);
  expect(low).toBeCloseTo(-0.25249967089216035, 8);
  expect(high).toBeCloseTo(0.24716633755882716, 8);
  expect(unpairedInterval([1, 1], [3, 3], 0.95)).toMatchObject({ mean: -2, half: 0 });
  expect(unpairedInterval([1], [3, 4], 0.95).half).toBeNaN();
});
