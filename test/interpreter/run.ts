import { averagePool, type Layer, type Pass } from './layers/index.ts';
import type { Block, Model } from './model.ts';
import {
  add,
  logistic,
  product,
  crossEntropy,
  dense,
  globalMean,
  padChannels,
  times,
  timesParameter,
} from './operations.ts';
import { at, createTape, leaf, type Value } from './tape.ts';

/** Values of parameters and running statistics by name, as a checkpoint has them. */
export type Weights = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: ArrayLike<number> }>
>;

export interface Examples {
  /** [n, height, width, channels], as the network takes them. */
  readonly images: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
}

export interface RunOptions {
  /** Batch statistics; of dropout and stochastic depth only what `masks` and `gates` say. */
  readonly isTraining?: boolean;
  readonly smoothing?: number;
  /** Dropout masks by the name of the layer; absent: nothing is dropped. */
  readonly masks?: Readonly<Record<string, ArrayLike<number>>>;
  /** Stochastic depth of a training step: 1 or 0 for each block; absent: all are kept. */
  readonly gates?: ArrayLike<number>;
  /** Blocks whose residual is taken out. */
  readonly removed?: readonly number[];
  /** Which block stands at each place; transitions stay. */
  readonly order?: readonly number[];
}

export interface Outcome {
  /** [n, classes] */
  readonly logits: Value;
  readonly loss: number;
  /** Examples whose first largest logit is another class. */
  readonly wrong: number;
  /** Examples whose two largest logits are nearly equal. */
  readonly undecided: number;
  /** At the input of each block, and the output of the last. */
  readonly states: readonly Value[];
  /** At the output of each block, in front of a transition. */
  readonly outputs: readonly Value[];
  /** As they are added. */
  readonly residuals: readonly Value[];
  readonly weights: Readonly<Record<string, Value>>;
  /** New running statistics. */
  readonly statistics: Readonly<Record<string, Float64Array>>;
  /** How near each example came to a kink of an activation. */
  readonly kinks: readonly number[];
}

/** Runs examples through a network, forward and backward, in double precision. */
export function run(
  model: Model,
  weights: Weights,
  { images, labels }: Examples,
  options: RunOptions = {},
): Outcome {
  const tape = createTape();
  const values: Record<string, Value> = {};
  for (const { name, shape } of model.parameters) {
    const given = weights[name];
    if (given?.shape.join() !== shape.join())
      throw new Error(`${name} is [${given?.shape.join()}], expected [${shape.join()}]`);
    values[name] = leaf(shape, given.values);
  }
  const named = (name: string): Value => {
    const found = values[name];
    if (found === undefined) throw new Error(`there is no parameter ${name}`);
    return found;
  };
  const kinks = Array.from(labels, () => Infinity);
  const statistics: Record<string, Float64Array> = {};
  const pass: Pass = {
    tape,
    isTraining: options.isTraining ?? false,
    parameter: named,
    mask: name => options.masks?.[name] ?? null,
    statistic: (name, data) => (statistics[name] = data),
    kink: (example, distance) => (kinks[example] = Math.min(kinks[example] ?? Infinity, distance)),
  };
  let x = apply(model.stem, leaf([labels.length, ...model.input], images), pass);
  const states: Value[] = [];
  const outputs: Value[] = [];
  const residuals: Value[] = [];
  model.blocks.forEach((place, l) => {
    x = apply(place.transition, x, pass);
    states.push(x);
    const block = model.blocks[options.order?.[l] ?? l] ?? place;
    x = runBlock(block, l, x, pass, options, f => residuals.push(f));
    outputs.push(x);
  });
  states.push(x);
  const features = globalMean(tape, apply(model.head, x, pass));
  const logits = dense(
    tape,
    features,
    named(model.dense.weight.name),
    named(model.dense.bias.name),
  );
  const loss = crossEntropy(tape, logits, labels, options.smoothing ?? 0);
  tape.backward(loss);
  return {
    logits,
    loss: at(loss.data, 0),
    ...judge(logits, labels),
    states,
    outputs,
    residuals,
    weights: values,
    statistics,
    kinks,
  };
}

function apply(layers: readonly Layer[], x: Value, pass: Pass): Value {
  return layers.reduce((y, layer) => layer.apply(y, pass), x);
}

/** x′ = after(S(x) + k·h·s·F(x)); of a plain network after(h·F(x)), and removed after(pooled and padded x). */
function runBlock(
  block: Block,
  place: number,
  x: Value,
  pass: Pass,
  options: RunOptions,
  see: (residual: Value) => void,
): Value {
  const { tape } = pass;
  const { shortcut } = block;
  const isRemoved = options.removed?.includes(place) === true;
  const padded = () => padChannels(tape, averagePool(tape, x, block.stride), block.sum[2]);
  const shared = shortcut.kind === 'projection' ? shortcut.shared : 0;
  const start = apply(block.branch.slice(0, shared), x, pass);
  const isDropped = block.kept !== null && pass.isTraining && options.gates?.[place] === 0;
  // What does not run leaves its running statistics as they are.
  const within = isDropped ? { ...pass, statistic: keepStatistic(pass) } : pass;
  let branch = apply(block.branch.slice(shared), start, within);
  // T·H + (1 − T)·x is x + T·(H − x).
  if (block.gate !== null) {
    const past = shortcut.kind === 'pad' ? padded() : x;
    branch = product(
      tape,
      logistic(tape, block.gate.apply(x, within)),
      add(tape, branch, times(tape, past, -1)),
    );
  }
  let f = times(tape, branch, block.step);
  if (block.factor !== null) f = timesParameter(tape, f, pass.parameter(block.factor.name));
  if (block.kept !== null)
    f = times(tape, f, pass.isTraining ? (options.gates?.[place] ?? 1) : block.kept);
  if (isRemoved) f = times(tape, f, 0);
  see(f);
  const past = () => {
    switch (shortcut.kind) {
      case 'identity':
        return x;
      case 'pad':
        return padded();
      case 'projection':
        return apply(shortcut.layers, start, pass);
      case 'none':
        return isRemoved ? padded() : null;
    }
  };
  const carried = past();
  return apply(block.after, carried === null ? f : add(tape, carried, f), pass);
}

function keepStatistic(pass: Pass): Pass['statistic'] {
  return name => pass.statistic(name, pass.parameter(name).data);
}

function judge(
  logits: Value,
  labels: ArrayLike<number>,
): { readonly wrong: number; readonly undecided: number } {
  const classes = logits.shape[1] ?? 1;
  let [wrong, undecided] = [0, 0];
  for (let b = 0; b < labels.length; b++) {
    const row = Array.from(logits.data.subarray(b * classes, (b + 1) * classes));
    if (row.indexOf(Math.max(...row)) !== at(labels, b)) wrong++;
    const [first = 0, second = 0] = [...row].sort((p, q) => q - p);
    if (first - second < 1e-5 * Math.max(1, Math.abs(first))) undecided++;
  }
  return { wrong, undecided };
}
