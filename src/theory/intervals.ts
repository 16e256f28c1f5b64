import { deviation, mean } from '../base/index.ts';
import { studentQuantile } from './student.ts';

/** What a sample says of the mean behind it. */
export interface MeanInterval {
  /** Size of the sample. */
  readonly n: number;
  /** NaN of none. */
  readonly mean: number;
  /** Half of the interval: t·s/√n; NaN for fewer than two values. */
  readonly half: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of a sample with its two-sided interval by Student's t of n − 1 degrees of freedom: in `confidence` of all samples
 * of a normal variable it has the true mean. Values that are not finite do not count.
 */
export function meanInterval(values: readonly number[], confidence: number): MeanInterval {
  const known = values.filter(Number.isFinite);
  const n = known.length;
  const middle = mean(known);
  const quantile = n < 2 ? NaN : studentQuantile((1 + confidence) / 2, n - 1);
  const half = (quantile * deviation(known)) / Math.sqrt(n);
  return { n, mean: middle, half, low: middle - half, high: middle + half };
}

/**
 * The mean of a − b over pairs, with its interval: the paired t test, which takes out what both of a pair have in common
 * (of a seed: the order of the examples, and the weights at the start where the networks are alike).
 */
export function pairedInterval(
  pairs: readonly (readonly [a: number, b: number])[],
  confidence: number,
): MeanInterval {
  return meanInterval(
    pairs.map(([a, b]) => a - b),
    confidence,
  );
}

/**
 * The mean of a minus that of b of two samples without pairs, with Welch's interval (1947): variances need not be equal, and the
 * degrees of freedom are those of Welch and Satterthwaite. `n` counts the smaller sample.
 */
export function unpairedInterval(
  a: readonly number[],
  b: readonly number[],
  confidence: number,
): MeanInterval {
  const samples = [a, b].map(values => values.filter(Number.isFinite));
  const [first = [], second = []] = samples;
  const difference = mean(first) - mean(second);
  // Each one's share of the variance of the difference.
  const [va = NaN, vb = NaN] = samples.map(values => deviation(values) ** 2 / values.length);
  const freedom = (va + vb) ** 2 / (va ** 2 / (first.length - 1) + vb ** 2 / (second.length - 1));
  const half =
    va + vb === 0 ? 0 : studentQuantile((1 + confidence) / 2, freedom) * Math.sqrt(va + vb);
  const n = Math.min(first.length, second.length);
  return { n, mean: difference, half, low: difference - half, high: difference + half };
}
