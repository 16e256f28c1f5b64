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
