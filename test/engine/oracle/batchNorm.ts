/** Batch normalisation of [n, channels] in double precision, from the formulas of the paper. */
export interface Normalised64 {
  readonly y: Float64Array;
  readonly mean: Float64Array;
  /** Unbiased. */
  readonly variance: Float64Array;
  readonly dx: Float64Array;
  readonly dgamma: Float64Array;
  readonly dbeta: Float64Array;
}

type Numbers = ArrayLike<number>;

/** With the batch's statistics (Ioffe and Szegedy 2015, algorithm 1 and section 3). */
export function batchNorm64(
  x: Numbers,
  gamma: Numbers,
  beta: Numbers,
  epsilon: number,
  dy: Numbers,
): Normalised64 {
  const channels = gamma.length;
  const n = x.length / channels;
  const total = (value: (i: number, c: number) => number): Float64Array => {
    const sums = new Float64Array(channels);
    for (let i = 0; i < x.length; i++) sums[i % channels]! += value(i, i % channels);
    return sums;
  };
  const mean = total(i => x[i]!).map(s => s / n);
  const biased = total((i, c) => (x[i]! - mean[c]!) ** 2).map(s => s / n);
  const inverse = biased.map(v => 1 / Math.sqrt(v + epsilon));
  const normal = Float64Array.from(x, (v, i) => (v - mean[i % channels]!) * inverse[i % channels]!);
  const dbeta = total(i => dy[i]!);
  const dgamma = total(i => dy[i]! * normal[i]!);
  return {
    y: normal.map((v, i) => v * gamma[i % channels]! + beta[i % channels]!),
    mean,
    variance: biased.map(v => (v * n) / Math.max(1, n - 1)),
    dx: normal.map((v, i) => {
      const c = i % channels;
      return gamma[c]! * inverse[c]! * (dy[i]! - dbeta[c]! / n - (v * dgamma[c]!) / n);
    }),
    dgamma,
    dbeta,
  };
}
