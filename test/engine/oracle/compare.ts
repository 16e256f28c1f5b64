/** The largest difference over the largest number that is wanted, or over `floor` if that is more. */
export function largestError(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  floor = 1e-30,
): number {
  if (found.length !== wanted.length) return Infinity;
  let [difference, size] = [0, floor];
  for (let i = 0; i < wanted.length; i++) {
    const [f, w] = [found[i] ?? NaN, wanted[i] ?? NaN];
    // A comparison with NaN is false, so it is made to count.
    const d = Math.abs(f - w);
    if (!(d <= difference)) difference = d;
    size = Math.max(size, Math.abs(w));
  }
  return difference / size;
}
