/**
 * How many of n numbers to add at a time, `most` or somewhat fewer: a divisor of n, so that nothing needs to be
 * copied; `most` where n has none of at least a quarter of it.
 */
export function blockOf(n: number, most: number): number {
  for (let block = most; block >= most / 4; block--) if (n % block === 0) return block;
  return most;
}
