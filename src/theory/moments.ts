/**
 * Moments of the units of a network at the start, pixel by pixel, in expectation over draws of the
 * weights. Zero padding takes inputs from the kernels at the border, so that maps lose there what the
 * laws for dense layers keep: after 100 convolutions 3×3 of He's variance 2/fan-in, each before a ReLU,
 * 2.2e-4 of the mean square is left on maps of 8×8.
 *
 * A convolution u = Wx with independent weights of mean 0 has E[u²] = Var[w]·Σx² over its window,
 * whatever x is (He et al., ICCV 2015, eq. 5 to 8, where the window is whole). Behind it an activation
 * sees a normal distribution (mean field). For linear, ReLU and leaky ReLU branches that end with a layer
 * with weights the second moments are exact in expectation; else they are those of wide layers.
 */

/** Mean and second moment of a unit, of all channels alike, by pixel: row by row. */
export interface Moments {
  readonly height: number;
  readonly width: number;
  readonly mean: Float64Array;
  readonly second: Float64Array;
}

/** Inputs of mean 0 and this mean square everywhere. */
export function evenMoments(height: number, width: number, second = 1): Moments {
  const size = height * width;
  return {
    height,
    width,
    mean: new Float64Array(size),
    second: new Float64Array(size).fill(second),
  };
}

/** Mean over pixels of the second moment, and of the variance. */
export function meanSquare({ second }: Moments): number {
  return second.reduce((sum, q) => sum + q, 0) / second.length;
}
export function meanVariance({ mean, second }: Moments): number {
  return second.reduce((sum, q, i) => sum + q - (mean[i] ?? 0) ** 2, 0) / second.length;
}

/** How a window moves over a map. */
export interface Sliding {
  readonly kernel: number;
  readonly stride: number;
  readonly pads: readonly [top: number, bottom: number, left: number, right: number];
  /** Of the output. */
  readonly height: number;
  readonly width: number;
}

/** A convolution; `gain` is fan-in·Var[w], of which each place of the kernel has its share. */
export function convolved(x: Moments, slide: Sliding, gain: number): Moments {
  const { kernel, stride, pads, height, width } = slide;
  const columns = slid(x.second, [x.height, x.width], width, { kernel, stride, before: pads[2] });
  const turned = transposed(columns, x.height, width);
  const sums = slid(turned, [width, x.height], height, { kernel, stride, before: pads[0] });
  const second = transposed(sums, width, height).map(sum => (sum * gain) / kernel ** 2);
  return { height, width, mean: new Float64Array(second.length), second };
}

/** What a matrix of weights on all pixels gives; `gain` is fan-in·Var[w]. */
export function connected(x: Moments, gain: number): Moments {
  return evenMoments(1, 1, gain * meanSquare(x));
}

/** Sums over a window along each row; outside of a row there is nothing. */
function slid(
  values: Float64Array,
  [rows, columns]: readonly [rows: number, columns: number],
  count: number,
  {
    kernel,
    stride,
    before,
  }: { readonly kernel: number; readonly stride: number; readonly before: number },
): Float64Array {
  const sums = new Float64Array(rows * count);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < count; c++) {
      const start = c * stride - before;
      const end = Math.min(columns, start + kernel);
      let sum = 0;
      for (let i = Math.max(0, start); i < end; i++) sum += values[r * columns + i] ?? 0;
      sums[r * count + c] = sum;
    }
  return sums;
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(values.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c] ?? 0;
  return turned;
}

/** Means over windows that do not overlap, as of neighbours that are equal: at most this is left. */
export function pooled(x: Moments, stride: number, height: number, width: number): Moments {
  const averaged = (values: Float64Array) => {
    const result = new Float64Array(height * width);
    for (let r = 0; r < height; r++)
      for (let c = 0; c < width; c++) {
        let sum = 0;
        for (let i = 0; i < stride; i++)
          for (let j = 0; j < stride; j++)
            sum += values[(r * stride + i) * x.width + c * stride + j] ?? 0;
        result[r * width + c] = sum / stride ** 2;
      }
    return result;
  };
  return { height, width, mean: averaged(x.mean), second: averaged(x.second) };
}

/** Moments of f of a normal variable of this mean and second moment. */
export type Activation = (mean: number, second: number) => readonly [mean: number, second: number];

export function activated(x: Moments, f: Activation): Moments {
  const mean = new Float64Array(x.mean.length);
  const second = new Float64Array(x.mean.length);
  // Maps are symmetric, so that most values come several times, but for their last digits.
  const known = new Map<number, Map<number, readonly [mean: number, second: number]>>();
  for (let i = 0; i < mean.length; i++) {
    const [m, q] = [Math.fround(x.mean[i] ?? 0), Math.fround(x.second[i] ?? 0)];
    const row = known.get(m) ?? new Map<number, readonly [mean: number, second: number]>();
    known.set(m, row);
    const found = row.get(q) ?? f(x.mean[i] ?? 0, x.second[i] ?? 0);
    row.set(q, found);
    [mean[i], second[i]] = found;
  }
  return { ...x, mean, second };
}

/** The same everywhere, in the mean over pixels as it was. */
export function evened(x: Moments): Moments {
  const average = (values: Float64Array) =>
    new Float64Array(values.length).fill(values.reduce((sum, v) => sum + v, 0) / values.length);
  return { ...x, mean: average(x.mean), second: average(x.second) };
}

/** x > 0 ? x : slope·x of a normal variable, in closed form. */
export function leakyReluMoments(slope: number): Activation {
  return (mean, second) => {
    const variance = Math.max(0, second - mean ** 2);
    const s = Math.sqrt(variance);
    const a = s === 0 ? (mean > 0 ? Infinity : -Infinity) : mean / s;
    const [below, density] = [normalBelow(a), s === 0 ? 0 : normalDensity(a)];
    const part = mean * below + s * density;
    const square = second * below + mean * s * density;
    return [part + slope * (mean - part), square + slope ** 2 * (second - square)];
  };
}

/** Moments of any smooth function, by the trapezoidal rule over ±6 deviations. */
export function momentsOf(f: (x: number) => number): Activation {
  return (mean, second) => {
    const s = Math.sqrt(Math.max(0, second - mean ** 2));
    let [total, first, square] = [0, 0, 0];
    for (const z of nodes) {
      const weight = Math.exp((-z * z) / 2);
      const y = f(mean + s * z);
      total += weight;
      first += weight * y;
      square += weight * y * y;
    }
    return [first / total, square / total];
  };
}

const nodes = Array.from({ length: 41 }, (_, i) => (i - 20) * 0.3);

/** Smooth activations by name; `x·Φ(x)` is gelu. */
export const smoothActivations = {
  tanh: Math.tanh,
  sigmoid,
  silu: (x: number) => x * sigmoid(x),
  gelu: (x: number) => x * normalBelow(x),
} satisfies Readonly<Record<string, (x: number) => number>>;

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** a·x + b·y of variables that do not vary together. */
export function combined(x: Moments, y: Moments, a: number, b: number): Moments {
  const mean = x.mean.map((m, i) => a * m + b * (y.mean[i] ?? 0));
  const second = x.second.map(
    (q, i) =>
      a * a * q + b * b * (y.second[i] ?? 0) + 2 * a * b * (x.mean[i] ?? 0) * (y.mean[i] ?? 0),
  );
  return { ...x, mean, second };
}

/** Among channels of which only this share is not zero; or the same after a division that keeps means. */
export function diluted(x: Moments, share: number): Moments {
  return { ...x, mean: x.mean.map(m => m * share), second: x.second.map(q => q * share) };
}

/** What normalisation over the batch and all pixels leaves: mean square 1, and its share at each pixel. */
export function normalised(x: Moments): Moments {
  const variance = meanVariance(x);
  const second = x.second.map((q, i) =>
    variance > 0 ? (q - (x.mean[i] ?? 0) ** 2) / variance : 0,
  );
  return { ...x, mean: new Float64Array(second.length), second };
}

function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** Distribution function of the standard normal: Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
function normalBelow(x: number): number {
  if (x < 0) return 1 - normalBelow(-x);
  if (x > 8) return 1;
  const t = 1 / (1 + 0.2316419 * x);
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - normalDensity(x) * series;
}
