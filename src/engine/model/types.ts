import type { Tensor } from '@tensorflow/tfjs';
import type { Activations } from './ops/activations.ts';
import type { Pads } from '../../language/index.ts';
import type { Tensors } from '../compile/index.ts';

/**
 * The tensor operations that an engine may do better than plain TensorFlow.js. `fused` uses
 * TensorFlow's own forward and backward op pairs, `plain` only TensorFlow.js; tested against each other.
 * Images are [batch, height, width, channels]; every op is differentiable by TensorFlow.js.
 */
export interface Ops extends Activations {
  readonly name: 'fused' | 'plain';
  /** Square kernel, zeros on each side as the plan says; weight [k, k, in, out]. */
  conv(x: Tensor, weight: Tensor, stride: number, pads: Pads): Tensor;
  relu(x: Tensor): Tensor;
  leakyRelu(x: Tensor, slope: number): Tensor;
  /** With batch statistics; also returns them (variance unbiased, as for running statistics). */
  batchNormTraining(
    x: Tensor,
    gamma: Tensor,
    beta: Tensor,
    epsilon: number,
  ): { y: Tensor; mean: Tensor; variance: Tensor };
  batchNormInference(
    x: Tensor,
    gamma: Tensor,
    beta: Tensor,
    mean: Tensor,
    variance: Tensor,
    epsilon: number,
  ): Tensor;
  /** Average pooling, window and stride equal, 'valid'. */
  averagePool(x: Tensor, stride: number): Tensor;
  /** The largest value of each window, `pads` rows and columns of what is smaller than any around x. */
  maxPool(x: Tensor, kernel: number, stride: number, pads: Pads): Tensor;
  /** Zero channels after the existing ones, up to `channels`. */
  padChannels(x: Tensor, channels: number): Tensor;
  /** [batch, height, width, channels] to [batch, channels] */
  globalAveragePool(x: Tensor): Tensor;
  /** Mean over the batch of -Σ q log softmax(logits), q = one-hot with label smoothing; labels int32 [batch]. */
  crossEntropy(logits: Tensor, labels: Tensor, smoothing: number): Tensor;
  /** [batch, ...] to [batch]: the L2 norm of each sample. It measures: it has no gradient. */
  sampleNorms(x: Tensor): Tensor;
}

/** What a forward pass is asked to do. */
export interface ForwardOptions {
  readonly training: boolean;
  /** Float [L]: multiplies each residual, besides all that it is multiplied by anyway; absent: all ones. */
  readonly gates?: Tensor;
  /** Float [L]: how often training kept each block, where blocks do not stand as the plan says. */
  readonly kept?: Tensor;
  /** Dropout masks by the layer's name, already scaled by 1/(1-p); needed in training. */
  readonly masks?: Tensors;
  /** Receives state, residual and gradient of every block. */
  readonly probe?: BlockProbe;
}

/** Sees each block go by; identities that may record. `index` L is the output of the last block. */
export interface BlockProbe {
  state(index: number, x: Tensor): Tensor;
  residual(index: number, f: Tensor): Tensor;
  /** The output of block `index` where a transition stands between it and the next; else it is state `index` + 1. */
  beforeTransition?(index: number, x: Tensor): Tensor;
}

export interface ForwardResult {
  /** [batch, classes] */
  readonly logits: Tensor;
  /** New running statistics by parameter name (training only). */
  readonly statistics: Tensors;
}
