/** Ops that work number by number, channel by channel or row by row, in double precision. */
type Numbers = ArrayLike<number>;

/** Value and gradient, from a function that gives both at one number. */
export function pointwise64(
  x: Numbers,
  dy: Numbers,
  at: (x: number) => readonly [value: number, slope: number],
): Float64Array[] {
  return [Float64Array.from(x, v => at(v)[0]), Float64Array.from(x, (v, i) => dy[i]! * at(v)[1])];
}

/** Batch norm with given statistics: y, and the gradients by x, gamma and beta. */
export function normalise64(
  [x = [], gamma = [], beta = []]: readonly Numbers[],
  mean: Numbers,
  variance: Numbers,
  epsilon: number,
  dy: Numbers,
): Float64Array[] {
  const c = gamma.length;
  const [dgamma, dbeta] = [new Float64Array(c), new Float64Array(c)];
  const normal = Float64Array.from(
    x,
    (v, i) => (v - mean[i % c]!) / Math.sqrt(variance[i % c]! + epsilon),
  );
  normal.forEach((v, i) => {
    dgamma[i % c]! += dy[i]! * v;
    dbeta[i % c]! += dy[i]!;
  });
  const dx = normal.map((_, i) => (dy[i]! * gamma[i % c]!) / Math.sqrt(variance[i % c]! + epsilon));
  return [normal.map((v, i) => v * gamma[i % c]! + beta[i % c]!), dx, dgamma, dbeta];
}

/** Mean over rows of -sum(q log softmax), q the smoothed one-hot label; and its gradient. */
export function crossEntropy64(
  logits: Numbers,
  labels: Int32Array,
  smoothing: number,
  dy: number,
): Float64Array[] {
  const [batch, classes] = [labels.length, logits.length / labels.length];
  const gradient = new Float64Array(logits.length);
  let loss = 0;
  for (let b = 0; b < batch; b++) {
    const row = Array.from({ length: classes }, (_, k) => logits[b * classes + k]!);
    const top = Math.max(...row);
    const logSum = top + Math.log(row.reduce((s, v) => s + Math.exp(v - top), 0));
    row.forEach((v, k) => {
      const q = smoothing / classes + (k === labels[b] ? 1 - smoothing : 0);
      loss -= (q * (v - logSum)) / batch;
      gradient[b * classes + k] = (dy * (Math.exp(v - logSum) - q)) / batch;
    });
  }
  return [Float64Array.of(loss), gradient];
}

/** The L2 norm of each of `count` equal parts. */
export function sampleNorms64(x: Numbers, count: number): Float64Array {
  const norms = new Float64Array(count);
  const size = x.length / count;
  for (let i = 0; i < x.length; i++) norms[Math.floor(i / size)]! += x[i]! ** 2;
  return norms.map(Math.sqrt);
}
