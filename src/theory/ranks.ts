/**
 * Kendall's rank correlation τ (1938) of two equally long sequences: pairs in the same order minus
 * pairs in opposite order, over all n(n-1)/2 pairs; a pair that is tied in either counts nothing
 * (τ-a). From -1 (reversed) to 1 (same order); NaN for fewer than two values.
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new Error(`lengths ${x.length} and ${y.length} differ`);
  let score = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      score += Math.sign(at(x, i) - at(x, j)) * Math.sign(at(y, i) - at(y, j));
    }
  }
  return score / ((x.length * (x.length - 1)) / 2);
}

/** τ of an order of 0..n-1 against 0..n-1 itself. */
export function kendallTauOfOrder(order: ArrayLike<number>): number {
  return kendallTau(
    order,
    Array.from({ length: order.length }, (_, i) => i),
  );
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? NaN;
}
