/**
 * Exponential mean of `length` values, into `to`: mean k of 1..t weighs value s by factor^(t-s),
 * and the weights add up to 1, so that the start is not drawn towards 0 (Adam's bias correction,
 * arXiv 1412.6980, Section 3). NaN stays NaN and leaves the mean as it is. `factor`: 0 to below 1.
 */
export function smooth(
  values: ArrayLike<number>,
  length: number,
  factor: number,
  to: Float64Array = new Float64Array(length),
): Float64Array {
  let [mean, weight] = [0, 0];
  for (let i = 0; i < length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) {
      to[i] = NaN;
      continue;
    }
    mean = factor * mean + (1 - factor) * value;
    weight = factor * weight + (1 - factor);
    to[i] = mean / weight;
  }
  return to;
}
