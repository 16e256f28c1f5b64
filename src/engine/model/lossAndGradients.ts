import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { defined } from '../../base/index.ts';
import { layerParameters, planParameters, type NetworkPlan } from '../../network/index.ts';
import type { Tensors } from '../compile/index.ts';
import { blockNorms, type BlockNorms } from './blockNorms.ts';
import { forward } from './forward.ts';
import type { ForwardOptions, Ops } from './types.ts';

export interface LossOptions extends Omit<ForwardOptions, 'probe'> {
  /** Label smoothing ε. */
  readonly smoothing?: number;
  /** Also measure every block. */
  readonly norms?: boolean;
}

export interface LossAndGradients {
  /** Scalar: mean cross-entropy of the batch, without weight decay. */
  readonly loss: Tensor;
  /** Scalar int32: examples whose largest logit is their class. */
  readonly correct: Tensor;
  /** ∂loss/∂parameter of every trainable parameter by name. */
  readonly gradients: Record<string, Tensor>;
  /** New running statistics by name (training only). */
  readonly statistics: Tensors;
  readonly norms?: BlockNorms;
}

/** Forward and backward pass over one batch; works eagerly and while tracing. */
export function lossAndGradients(
  plan: NetworkPlan,
  ops: Ops,
  state: Tensors,
  images: Tensor,
  labels: Tensor,
  { smoothing = 0, norms = false, ...options }: LossOptions,
): LossAndGradients {
  const names = planParameters(plan)
    .filter(p => p.trainable)
    .map(p => p.name);
  const recorder = norms ? blockNorms(ops, plan.blocks.length) : undefined;
  const inside: Record<string, Tensor> = {};
  let correct: Tensor | undefined;
  const lossOf = (...inputs: Tensor[]): tf.Scalar => {
    const now = { ...state, ...Object.fromEntries(names.map((n, i) => [n, inputs[i] as Tensor])) };
    const result = forward(plan, ops, now, inputs[names.length] ?? images, {
      ...options,
      probe: recorder?.probe,
    });
    for (const [name, value] of Object.entries(result.statistics)) inside[name] = tf.keep(value);
    correct = tf.keep(countCorrect(result.logits, labels));
    return ops.crossEntropy(result.logits, labels, smoothing).asScalar();
  };
  const weights = names.map(n => defined(state[n], `parameter ${n}`));
  const { value, grads } = tf.valueAndGrads(lossOf)([...weights, ...watched(plan, images)]);
  return {
    loss: value,
    correct: handOver(defined(correct, 'count of correct examples')),
    gradients: Object.fromEntries(names.map((n, i) => [n, defined(grads[i], n)])),
    statistics: Object.fromEntries(Object.entries(inside).map(([n, t]) => [n, handOver(t)])),
    norms: recorder?.take(),
  };
}

/**
 * What is differentiated besides the weights, so that the gradient reaches the first block: the images
 * where no weight stands in front of it.
 */
export function watched({ stem, blocks }: NetworkPlan, images: Tensor): Tensor[] {
  const before = [...stem, ...(blocks[0]?.enter ?? [])].flatMap(layerParameters);
  return before.some(p => p.trainable) ? [] : [images];
}

/** Scalar int32: how many rows of `logits` are largest at their label. */
export function countCorrect(logits: Tensor, labels: Tensor): Tensor {
  return tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'int32'));
}

/** Takes a tensor that was kept from the gradient's own scope into the caller's. */
function handOver(kept: Tensor): Tensor {
  const copy = tf.clone(kept);
  kept.dispose();
  return copy;
}
