import { dim, operand, type Call, type Rule, type Rules, type Spec } from './rule.ts';

const likeFirst: Rule = { types: { T: 0 }, infer: call => [operand(call, 0)] };

/** Batch normalisation, softmax and the losses that are fused with it. */
export const NORMALISATION: Rules = {
  /** y, mean, variance, and what the gradient op wants kept. */
  FusedBatchNorm: { types: { T: 0 }, infer: call => [operand(call, 0), ...perChannel(call, 4)] },
  FusedBatchNormV3: {
    types: { T: 0, U: 1 },
    // The sixth output is opaque: its shape differs between devices, and only the gradient reads it.
    infer: call => [operand(call, 0), ...perChannel(call, 4), { shape: [0], dtype: 'float32' }],
  },
  /** Gradients of x, scale and offset, and two that are unused in training. */
  FusedBatchNormGradV3: {
    types: { T: 0, U: 3 },
    infer: call => [
      operand(call, 1),
      ...perChannel(call, 2),
      { shape: [0], dtype: 'float32' },
      { shape: [0], dtype: 'float32' },
    ],
  },
  Softmax: likeFirst,
  /** Loss per row, and its gradient by the logits. */
  SoftmaxCrossEntropyWithLogits: { types: { T: 0 }, infer: lossAndGradient },
  SparseSoftmaxCrossEntropyWithLogits: { types: { T: 0, Tlabels: 1 }, infer: lossAndGradient },
};

function perChannel(call: Call, count: number): Spec[] {
  const channels: Spec = { shape: [dim(operand(call, 0), -1)], dtype: 'float32' };
  return Array.from({ length: count }, () => channels);
}

function lossAndGradient(call: Call): Spec[] {
  const logits = operand(call, 0);
  return [{ shape: [dim(logits, 0)], dtype: logits.dtype }, logits];
}
