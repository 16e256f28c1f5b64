/**
 * Operations that are sums of products, in double precision: each is a list of the products that it
 * adds up, and value and gradients follow from that list.
 */
export interface Products {
  /** Numbers in the result. */
  readonly size: number;
  /** Calls `add(o, i, j)` for each product x[i] * w[j] that is part of y[o]. */
  readonly visit: (add: (o: number, i: number, j: number) => void) => void;
}

type Numbers = ArrayLike<number>;

export interface Linear64 {
  readonly y: Float64Array;
  readonly dx: Float64Array;
  readonly dw: Float64Array;
}

/** y, and the gradients of sum(y * dy) by x and w. */
export function linear64({ size, visit }: Products, x: Numbers, w: Numbers, dy: Numbers): Linear64 {
  const [y, dx, dw] = [size, x.length, w.length].map(n => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  visit((o, i, j) => {
    y[o]! += x[i]! * w[j]!;
    dx[i]! += dy[o]! * w[j]!;
    dw[j]! += dy[o]! * x[i]!;
  });
  return { y, dx, dw };
}

export type Image = readonly [batch: number, height: number, width: number, channels: number];

/** Where each value of an image lies. */
export function index([, h, w, c]: Image, b: number, y: number, x: number, k: number): number {
  return ((b * h + y) * w + x) * c + k;
}

/**
 * Convolution by a weight [k, k, in, out] that gives ceil(size / stride) values, the odd zero below and
 * on the right. `same`: with no more padding than that needs, and none where the kernel leaves pixels
 * out. `symmetric`: with k - 1 zeros.
 */
export function convolution(
  image: Image,
  kernel: number,
  out: number,
  stride: number,
  padding: 'same' | 'symmetric' = 'same',
): Products {
  const [batch, height, width, channels] = image;
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const before = (extent: number, count: number): number =>
    padding === 'symmetric'
      ? Math.floor((kernel - 1) / 2)
      : Math.floor(Math.max(0, (count - 1) * stride + kernel - extent) / 2);
  const [top, left] = [before(height, rows), before(width, columns)];
  const made: Image = [batch, rows, columns, out];
  return {
    size: batch * rows * columns * out,
    visit: add => {
      each([batch, rows, columns, kernel, kernel], ([b, r, q, ky, kx]) => {
        const [y, x] = [r * stride + ky - top, q * stride + kx - left];
        if (y < 0 || x < 0 || y >= height || x >= width) return;
        for (let c = 0; c < channels; c++)
          for (let o = 0; o < out; o++)
            add(
              index(made, b, r, q, o),
              index(image, b, y, x, c),
              ((ky * kernel + kx) * channels + c) * out + o,
            );
      });
    },
  };
}

/** The mean of whole windows; w is the one number 1 / window². */
export function averagePool(image: Image, window: number): Products {
  const [batch, height, width, channels] = image;
  const [rows, columns] = [Math.floor(height / window), Math.floor(width / window)];
  const made: Image = [batch, rows, columns, channels];
  return {
    size: batch * rows * columns * channels,
    visit: add => {
      each([batch, rows * window, columns * window, channels], ([b, y, x, c]) =>
        add(
          index(made, b, Math.floor(y / window), Math.floor(x / window), c),
          index(image, b, y, x, c),
          0,
        ),
      );
    },
  };
}

/** The mean over a map, [batch, channels]; w is the one number 1 / pixels. */
export function globalPool(image: Image): Products {
  const [batch, , , channels] = image;
  return {
    size: batch * channels,
    visit: add => {
      each(image, ([b, y, x, c]) => add(b * channels + c, index(image, b, y, x, c), 0));
    },
  };
}

/** Channels of another number: those beyond the image's are zero, or repeat it. w is the number 1. */
export function channelsTo(image: Image, count: number, repeated: boolean): Products {
  const [batch, height, width, channels] = image;
  const made: Image = [batch, height, width, count];
  return {
    size: batch * height * width * count,
    visit: add => {
      each(made, ([b, y, x, c]) => {
        if (c < channels || repeated)
          add(index(made, b, y, x, c), index(image, b, y, x, c % channels), 0);
      });
    },
  };
}

/** The sum along some axes, which are left out of the result; w is the number 1. */
export function sumAlong(image: Image, axes: readonly number[]): Products {
  const kept = [0, 1, 2, 3].filter(axis => !axes.includes(axis));
  return {
    size: kept.reduce((product, axis) => product * image[axis]!, 1),
    visit: add => {
      each(image, at =>
        add(
          kept.reduce((o, axis) => o * image[axis]! + at[axis]!, 0),
          index(image, ...at),
          0,
        ),
      );
    },
  };
}

/** [rows, inner] times [inner, columns]. */
export function matrixProduct(rows: number, inner: number, columns: number): Products {
  return {
    size: rows * columns,
    visit: add => {
      each([rows, inner, columns], ([r, i, c]) =>
        add(r * columns + c, r * inner + i, i * columns + c),
      );
    },
  };
}

type Counts<N> = { readonly [K in keyof N]: number };

/** Calls `visit` for every tuple of integers below these counts. */
function each<N extends readonly number[]>(
  counts: readonly [...N],
  visit: (at: Counts<N>) => void,
): void {
  const at = counts.map(() => 0);
  if (counts.some(n => n === 0)) return;
  for (;;) {
    visit(at as unknown as Counts<N>);
    let axis = counts.length - 1;
    while (axis >= 0 && ++at[axis]! >= counts[axis]) at[axis--] = 0;
    if (axis < 0) return;
  }
}
