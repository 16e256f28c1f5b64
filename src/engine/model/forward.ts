import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { assertNever, defined } from '../../base/index.ts';
import type { LayerPlan } from '../../language/index.ts';
import {
  type BlockPlan,
  layerParameters,
  type NetworkPlan,
  type Padding,
  standIn,
} from '../../network/index.ts';
import { computedIf, onDevice, type Tensors } from '../compile/index.ts';
import { depthGates } from './dropout.ts';
import type { ForwardOptions, ForwardResult, Ops } from './types.ts';

/**
 * The network as a differentiable function of its state (parameters and running statistics by
 * name) and a batch of images [batch, height, width, channels].
 *
 * Block l computes x_{l+1} = after(shortcut(x_l) + g_l·k_l·h·s·F(x_l)): s is its learned factor, if it
 * has one; k_l with stochastic depth the gate of the masks while training and the probability of being
 * kept under evaluation, else 1; g_l the gate of `gates`, else 1. A plain network has no shortcut:
 * x_{l+1} = after(h·F(x_l)). With gates its block becomes after(g_l·h·F(x_l) + (1 - g_l)·x_l), so that
 * gate 0 takes the branch out of the chain as Veit et al. (2016) do with VGG; where it changes the shape
 * x_l is pooled and padded (`standIn`), and where that cannot give the shape the gate does nothing.
 *
 * A highway block has F = T·(H - S(x)), H the branch and T = sigmoid(gate(x)), so that with h, s, k and g
 * of 1 it is T·H + (1 - T)·x (Srivastava et al., arXiv 1505.00387).
 *
 * `statistics` of the result are tensors made inside; a gradient function around this must keep
 * them (as `lossAndGradients` does).
 *
 * @throws Error where terms of a sum have different shapes, while the graph is built.
 */
export function forward(
  plan: NetworkPlan,
  ops: Ops,
  state: Tensors,
  images: Tensor,
  options: ForwardOptions,
): ForwardResult {
  const pass: Pass = { ops, state, options, statistics: {} };
  let x = applyLayers(pass, plan.stem, images);
  plan.blocks.forEach((block, index) => {
    if (block.enter?.length) {
      if (index > 0) x = options.probe?.beforeTransition?.(index - 1, x) ?? x;
      x = applyLayers(pass, block.enter, x);
    }
    x = options.probe?.state(index, x) ?? x;
    x = applyBlock(pass, block, index, x);
  });
  x = options.probe?.state(plan.blocks.length, x) ?? x;
  const features = ops.globalAveragePool(applyLayers(pass, plan.head, x));
  const { weight, bias } = plan.dense;
  const logits = tf.add(tf.matMul(features, entry(state, weight.name)), entry(state, bias.name));
  return { logits, statistics: pass.statistics };
}

interface Pass {
  readonly ops: Ops;
  readonly state: Tensors;
  readonly options: ForwardOptions;
  readonly statistics: Record<string, Tensor>;
}

function applyBlock(pass: Pass, block: BlockPlan, index: number, x: Tensor): Tensor {
  const { shortcut } = block;
  const shared = shortcut.kind === 'projection' ? shortcut.from : 0;
  const start = applyLayers(pass, block.branch.slice(0, shared), x);
  const whole = residualOf(pass, block, index, block.branch.slice(shared), start);
  const padding = shortcut.kind === 'none' ? standIn(block) : null;
  const isRemovable = shortcut.kind !== 'none' || padding !== null;
  const gate = isRemovable ? gateOf(pass.options.gates, index) : undefined;
  const gated = gate ? tf.mul(whole, gate) : whole;
  const f = pass.options.probe?.residual(index, gated) ?? gated;
  const past = passed();
  return applyLayers(pass, block.after, past === null ? f : addResidual(past, f, block));

  /** What goes past the branch; null: nothing does. */
  function passed(): Tensor | null {
    switch (shortcut.kind) {
      case 'identity':
        return x;
      case 'pad':
        return poolAndPad(pass.ops, x, shortcut);
      case 'projection':
        return applyLayers(pass, shortcut.layers, start);
      case 'none':
        return gate && padding ? tf.mul(tf.sub(1, gate), poolAndPad(pass.ops, x, padding)) : null;
      default:
        return assertNever(shortcut);
    }
  }
}

/** k·h·s·F: a residual before a study takes it out or weakens it. Where a step of training drops the branch it does not run. */
function residualOf(
  pass: Pass,
  block: BlockPlan,
  index: number,
  layers: readonly LayerPlan[],
  start: Tensor,
): Tensor {
  const { training, masks, kept } = pass.options;
  if (block.survival === undefined) return scaled(pass, block, layers, start);
  if (!training)
    return tf.mul(scaled(pass, block, layers, start), gateOf(kept, index) ?? block.survival);
  // Whoever waits for an accelerator to say which branches run leaves it idle.
  const gate = onDevice('CPU:0', () => gateOf(masks?.[depthGates], index));
  if (gate && block.skipsDropped) return keptResidual(pass, block, layers, start, gate);
  const f = scaled(pass, block, layers, start);
  return gate ? tf.mul(f, gate) : f;
}

/** h·s·F. */
function scaled(pass: Pass, block: BlockPlan, layers: readonly LayerPlan[], start: Tensor): Tensor {
  const branch = mixed(pass, block, applyLayers(pass, layers, start), start);
  const stepped = block.step === 1 ? branch : tf.mul(branch, block.step);
  return block.scale ? tf.mul(stepped, entry(pass.state, block.scale.parameter.name)) : stepped;
}

/** T·(H - S(x)) of a highway block, whose shortcut has no parameters; the branch of any other. */
function mixed(pass: Pass, { gate, shortcut }: BlockPlan, branch: Tensor, x: Tensor): Tensor {
  if (gate === undefined) return branch;
  const t = pass.ops.sigmoid(applyLayer(pass, gate.layer, x));
  const past = shortcut.kind === 'pad' ? poolAndPad(pass.ops, x, shortcut) : x;
  return tf.mul(t, tf.sub(branch, past));
}

/** Among parameters, whose names it is none of. */
const input = 'input of the branch';

/**
 * Stochastic depth: the residual where the gate is 1. Where it is 0 nothing of it is computed, forward or
 * backward: zeros, no gradient, and running statistics that stay as they are.
 */
function keptResidual(
  pass: Pass,
  block: BlockPlan,
  layers: readonly LayerPlan[],
  start: Tensor,
  gate: Tensor,
): Tensor {
  const parameters = [
    ...layers.flatMap(layerParameters),
    ...(block.scale === undefined ? [] : [block.scale.parameter]),
    ...(block.gate === undefined ? [] : layerParameters(block.gate.layer)),
  ];
  const named = (trainable: boolean): Record<string, Tensor> =>
    Object.fromEntries(
      parameters
        .filter(p => p.trainable === trainable)
        .map(({ name }) => [name, entry(pass.state, name)]),
    );
  const taken = onDevice('CPU:0', () => tf.greater(tf.reshape(gate, []), 0));
  const { value, others } = computedIf(
    taken,
    { ...named(true), [input]: start },
    ({ [input]: from, ...weights }) => {
      const statistics: Record<string, Tensor> = {};
      const within = { ...pass, state: { ...pass.state, ...weights }, statistics };
      return {
        value: scaled(within, block, layers, defined(from, input)),
        others: statistics,
      };
    },
    {
      shape: [start.shape[0] ?? 0, ...(layers.at(-1)?.out ?? [])],
      others: named(false),
    },
  );
  Object.assign(pass.statistics, others);
  return value;
}

/** The one place where a residual is added; TensorFlow would stretch a smaller map without a word. */
function addResidual(past: Tensor, f: Tensor, { name }: BlockPlan): Tensor {
  if (past.shape.join() !== f.shape.join())
    throw new Error(
      `block ${name} adds [${f.shape.join(', ')}] to [${past.shape.join(', ')}]: shapes must be equal`,
    );
  return tf.add(past, f);
}

function gateOf(gates: Tensor | undefined, index: number): Tensor | undefined {
  return gates && tf.slice(gates, [index], [1]);
}

function poolAndPad(ops: Ops, x: Tensor, { stride, channels }: Padding): Tensor {
  const pooled = stride === 1 ? x : ops.averagePool(x, stride);
  return channels === x.shape[3] ? pooled : ops.padChannels(pooled, channels);
}

function applyLayers(pass: Pass, layers: readonly LayerPlan[], x: Tensor): Tensor {
  return layers.reduce((y, layer) => applyLayer(pass, layer, y), x);
}

function applyLayer(pass: Pass, layer: LayerPlan, x: Tensor): Tensor {
  switch (layer.layer) {
    case 'conv':
      return applyConv(pass, layer, x);
    case 'dense':
      return applyDense(pass, layer, x);
    case 'flatten':
      return tf.reshape(x, [x.shape[0] ?? 1, ...layer.out]);
    case 'norm':
      return applyNorm(pass, layer, x);
    case 'relu':
      return pass.ops.relu(x);
    case 'leaky-relu':
      return pass.ops.leakyRelu(x, layer.slope);
    case 'tanh':
    case 'sigmoid':
    case 'gelu':
    case 'silu':
      return pass.ops[layer.layer](x);
    case 'identity':
      return x;
    case 'dropout':
      return pass.options.training
        ? tf.mul(x, entry(pass.options.masks ?? {}, layer.name, 'dropout mask'))
        : x;
    case 'pool':
      return layer.stride === 1 ? x : pass.ops.averagePool(x, layer.stride);
    case 'max-pool':
      return pass.ops.maxPool(x, layer.kernel, layer.stride, layer.pads);
    case 'tile':
      return layer.times === 1 ? x : tf.tile(x, [1, 1, 1, layer.times]);
    case 'bias':
      return tf.add(x, entry(pass.state, layer.bias.name));
    case 'scale':
      return tf.mul(x, entry(pass.state, layer.scale.name));
    default:
      return assertNever(layer);
  }
}

function applyConv(pass: Pass, layer: LayerPlan & { layer: 'conv' }, x: Tensor): Tensor {
  const { weight, bias, stride, pads } = layer;
  const y = pass.ops.conv(x, entry(pass.state, weight.name), stride, pads);
  return bias === undefined ? y : tf.add(y, entry(pass.state, bias.name));
}

function applyDense(pass: Pass, layer: LayerPlan & { layer: 'dense' }, x: Tensor): Tensor {
  const { weight, bias, out } = layer;
  const [inputs = 1] = weight.shape;
  const [batch = 1] = x.shape;
  const y = tf.matMul(tf.reshape(x, [batch, inputs]), entry(pass.state, weight.name));
  const shifted = bias === undefined ? y : tf.add(y, entry(pass.state, bias.name));
  return tf.reshape(shifted, [batch, ...out]);
}

function applyNorm(pass: Pass, layer: LayerPlan & { layer: 'norm' }, x: Tensor): Tensor {
  const [gamma, beta, mean, variance] = [layer.gamma, layer.beta, layer.mean, layer.variance].map(
    p => entry(pass.state, p.name),
  ) as [Tensor, Tensor, Tensor, Tensor];
  if (!pass.options.training) {
    return pass.ops.batchNormInference(x, gamma, beta, mean, variance, layer.epsilon);
  }
  const batch = pass.ops.batchNormTraining(x, gamma, beta, layer.epsilon);
  const blend = (old: Tensor, now: Tensor): Tensor =>
    tf.add(tf.mul(old, layer.momentum), tf.mul(now, 1 - layer.momentum));
  pass.statistics[layer.mean.name] = blend(mean, batch.mean);
  pass.statistics[layer.variance.name] = blend(variance, batch.variance);
  return batch.y;
}

function entry(tensors: Tensors, name: string, what = 'parameter'): Tensor {
  return defined(tensors[name], `${what} ${name}`);
}
