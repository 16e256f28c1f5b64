import { at, leaf, mapShape, type Tape, type Value } from './tape.ts';

/** The sum of two values of one shape; nothing is ever stretched. */
export function add(tape: Tape, a: Value, b: Value): Value {
  if (a.shape.join() !== b.shape.join())
    throw new Error(`[${a.shape.join()}] and [${b.shape.join()}] cannot be added`);
  const data = a.data.map((v, i) => v + at(b.data, i));
  return tape.record(a.shape, data, dy =>
    dy.forEach((d, i) => {
      a.gradient[i]! += d;
      b.gradient[i]! += d;
    }),
  );
}

/** Number by number. */
export function product(tape: Tape, a: Value, b: Value): Value {
  if (a.shape.join() !== b.shape.join())
    throw new Error(`[${a.shape.join()}] and [${b.shape.join()}] cannot be multiplied`);
  const data = a.data.map((v, i) => v * at(b.data, i));
  return tape.record(a.shape, data, dy =>
    dy.forEach((d, i) => {
      a.gradient[i]! += d * at(b.data, i);
      b.gradient[i]! += d * at(a.data, i);
    }),
  );
}

/** 1/(1 + e^(−x)) */
export function logistic(tape: Tape, x: Value): Value {
  const data = x.data.map(v => 1 / (1 + Math.exp(-v)));
  return tape.record(x.shape, data, dy =>
    dy.forEach((d, i) => (x.gradient[i]! += d * at(data, i) * (1 - at(data, i)))),
  );
}

/** Every number times one that stays as it is. */
export function times(tape: Tape, x: Value, factor: number): Value {
  if (factor === 1) return x;
  return tape.record(
    x.shape,
    x.data.map(v => v * factor),
    dy => dy.forEach((d, i) => (x.gradient[i]! += d * factor)),
  );
}

/** Times a learned number, or one for each channel. */
export function timesParameter(tape: Tape, x: Value, p: Value): Value {
  const n = p.data.length;
  if (n !== 1 && n !== x.shape.at(-1)) throw new Error(`${n} factors for [${x.shape.join()}]`);
  const data = x.data.map((v, i) => v * at(p.data, i % n));
  return tape.record(x.shape, data, dy =>
    dy.forEach((d, i) => {
      x.gradient[i]! += d * at(p.data, i % n);
      p.gradient[i % n]! += d * at(x.data, i);
    }),
  );
}

/** Feature maps of `count` channels, each one of x or zero (`from` null). */
export function channelsFrom(
  tape: Tape,
  x: Value,
  count: number,
  from: (channel: number) => number | null,
): Value {
  const [batch, height, width, channels] = mapShape(x);
  const pixels = batch * height * width;
  const data = new Float64Array(pixels * count);
  const each = (visit: (source: number, target: number) => void) => {
    for (let p = 0; p < pixels; p++)
      for (let c = 0; c < count; c++) {
        const source = from(c);
        if (source !== null) visit(p * channels + source, p * count + c);
      }
  };
  each((source, target) => (data[target] = at(x.data, source)));
  return tape.record([batch, height, width, count], data, dy =>
    each((source, target) => (x.gradient[source]! += at(dy, target))),
  );
}

/** Zero channels behind the others. */
export function padChannels(tape: Tape, x: Value, count: number): Value {
  const channels = mapShape(x)[3];
  if (count < channels) throw new Error(`${channels} channels cannot become ${count}`);
  return count === channels ? x : channelsFrom(tape, x, count, c => (c < channels ? c : null));
}

/** The mean over height and width, [batch, channels]. */
export function globalMean(tape: Tape, x: Value): Value {
  const [batch, height, width, channels] = mapShape(x);
  const pixels = height * width;
  const data = new Float64Array(batch * channels);
  const place = (i: number) => Math.floor(i / (pixels * channels)) * channels + (i % channels);
  x.data.forEach((v, i) => (data[place(i)]! += v / pixels));
  return tape.record([batch, channels], data, dy =>
    x.data.forEach((_, i) => (x.gradient[i]! += at(dy, place(i)) / pixels)),
  );
}

/** x·W + b, [batch, classes]. */
export function dense(tape: Tape, x: Value, weight: Value, bias: Value): Value {
  const [inputs = 0, classes = 0] = weight.shape;
  const batch = x.data.length / inputs;
  const data = new Float64Array(batch * classes);
  const each = (visit: (x: number, w: number, y: number) => void) => {
    for (let b = 0; b < batch; b++)
      for (let i = 0; i < inputs; i++)
        for (let k = 0; k < classes; k++) visit(b * inputs + i, i * classes + k, b * classes + k);
  };
  each((i, w, y) => (data[y]! += at(x.data, i) * at(weight.data, w)));
  data.forEach((_, y) => (data[y]! += at(bias.data, y % classes)));
  return tape.record([batch, classes], data, dy => {
    each((i, w, y) => {
      x.gradient[i]! += at(dy, y) * at(weight.data, w);
      weight.gradient[w]! += at(dy, y) * at(x.data, i);
    });
    dy.forEach((d, y) => (bias.gradient[y % classes]! += d));
  });
}

/** Mean over the batch of −Σ q·log softmax; q of the class is 1 − ε + ε/classes, of the others ε/classes. */
export function crossEntropy(
  tape: Tape,
  logits: Value,
  labels: ArrayLike<number>,
  smoothing: number,
): Value {
  const [batch = 0, classes = 0] = logits.shape;
  const gradient = new Float64Array(batch * classes);
  let loss = 0;
  for (let b = 0; b < batch; b++) {
    const row = logits.data.subarray(b * classes, (b + 1) * classes);
    const most = Math.max(...row);
    const norm = most + Math.log(row.reduce((sum, v) => sum + Math.exp(v - most), 0));
    row.forEach((v, k) => {
      const q = smoothing / classes + (k === at(labels, b) ? 1 - smoothing : 0);
      loss -= (q * (v - norm)) / batch;
      gradient[b * classes + k] = (Math.exp(v - norm) - q) / batch;
    });
  }
  return tape.record(leaf([1], [0]).shape, Float64Array.of(loss), dy =>
    gradient.forEach((g, i) => (logits.gradient[i]! += g * at(dy, 0))),
  );
}
