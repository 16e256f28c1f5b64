import * as tf from '@tensorflow/tfjs';
import { defined } from '../../base/index.ts';
import type { NetworkPlan } from '../../network/index.ts';
import type { FunctionDefinition, TensorSpec } from '../compile/index.ts';
import { forward } from './forward.ts';
import { countCorrect } from './lossAndGradients.ts';
import type { Ops } from './types.ts';

/**
 * A function of a program that evaluates one batch with running statistics. Inputs: `images`
 * [batch, h, w, c], `labels` int32 [batch] and, where `isGated`, `gates` and `kept` [L] (`ForwardOptions`).
 * Outputs: `loss` (mean cross-entropy, no smoothing) and `correct` (int32 count).
 */
export function evaluation(
  plan: NetworkPlan,
  ops: Ops,
  batch: number,
  { isGated = false } = {},
): FunctionDefinition {
  const perBlock: TensorSpec = { shape: [plan.blocks.length], dtype: 'float32' };
  return {
    inputs: {
      images: { shape: [batch, ...plan.input], dtype: 'float32' },
      labels: { shape: [batch], dtype: 'int32' },
      ...(isGated && { gates: perBlock, kept: perBlock }),
    },
    run: (state, inputs) => {
      const labels = defined(inputs['labels'], 'labels');
      const { logits } = forward(plan, ops, state, defined(inputs['images'], 'images'), {
        training: false,
        gates: inputs['gates'],
        kept: inputs['kept'],
      });
      const loss = tf.reshape(ops.crossEntropy(logits, labels, 0), []);
      return { outputs: { loss, correct: countCorrect(logits, labels) } };
    },
  };
}
