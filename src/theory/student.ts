/**
 * The quantile of Student's t distribution: `share` of it lies below, `freedom` are its degrees of
 * freedom (1 or more; need not be whole). Found by bisection of the distribution function, to 1e-12 of itself.
 */
export function studentQuantile(share: number, freedom: number): number {
  if (!(share > 0 && share < 1) || !(freedom >= 1)) return NaN;
  if (share < 0.5) return -studentQuantile(1 - share, freedom);
  if (share === 0.5) return 0;
  // Of a small share the middle is known to more digits, of a large one what lies beyond.
  const isBelow =
    share < 0.75
      ? (t: number) => middleShare(t, freedom) < 2 * share - 1
      : (t: number) => beyondShare(t, freedom) > 2 * (1 - share);
  let [low, high] = [0, 1];
  while (isBelow(high)) high *= 2;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Share of Student's t distribution beyond −t and t: I(ν/(ν + t²); ν/2, ½). */
function beyondShare(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** Share between −t and t. */
function middleShare(t: number, freedom: number): number {
  return incompleteBeta((t * t) / (freedom + t * t), 0.5, freedom / 2);
}

/** The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun, 26.5.8). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(x, a, b)) / a
    : 1 - (front * fraction(1 - x, b, a)) / b;
}

/** Lentz's way to compute the continued fraction. */
function fraction(x: number, a: number, b: number): number {
  const away = (v: number) => (Math.abs(v) < 1e-300 ? 1e-300 : v);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

/** Stirling's series (Abramowitz and Stegun, 6.1.41) at x + 10, brought back by the recurrence. */
function logGamma(x: number): number {
  let product = 1;
  for (let i = 0; i < 10; i++) product *= x + i;
  const y = x + 10;
  const series = 1 / (12 * y) - 1 / (360 * y ** 3) + 1 / (1260 * y ** 5);
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}
