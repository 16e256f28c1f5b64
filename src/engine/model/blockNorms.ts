import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { defined } from '../../base/index.ts';
import type { BlockProbe, Ops } from './types.ts';

/** Norms of a batch by block; definitions: `normDefinitions`. */
export interface BlockNorms {
  /** [L+1]: mean over samples of ‖x_l‖₂; entry L is the output of the last block. */
  readonly state: Tensor;
  /** [L]: mean over samples of the L2 norm of the residual as added. */
  readonly residual: Tensor;
  /** [L+1]: mean over samples of ‖B·∂(mean batch loss)/∂x_l‖₂ = ‖∂(summed batch loss)/∂x_l‖₂. */
  readonly gradient: Tensor;
  /** [L]: the same by the output of each block, in front of a transition that follows it. */
  readonly outputGradient: Tensor;
}

/**
 * A probe that records the norms of states and residuals in the forward pass and of gradients in
 * the backward pass, and `take`, which hands them over once both passes are done. In a compiled
 * function they are pruned, so cost nothing, in calls that do not fetch them.
 */
export function blockNorms(
  ops: Pick<Ops, 'sampleNorms'>,
  blocks: number,
): { probe: BlockProbe; take: () => BlockNorms } {
  const states: Tensor[] = [];
  const residuals: Tensor[] = [];
  const gradients: Tensor[] = [];
  const outputs: Tensor[] = [];
  const meanNorm = (x: Tensor) => tf.mean(ops.sampleNorms(x));
  const watchInto = (list: Tensor[], index: number, x: Tensor) =>
    watchGradient(x, dy => {
      list[index] = tf.keep(tf.mul(meanNorm(dy), dy.shape[0] ?? 1));
    });
  const probe: BlockProbe = {
    state: (index, x) => {
      states[index] = tf.keep(meanNorm(x));
      return watchInto(gradients, index, x);
    },
    beforeTransition: (index, x) => watchInto(outputs, index, x),
    residual: (index, f) => {
      residuals[index] = tf.keep(meanNorm(f));
      return f;
    },
  };
  const take = (): BlockNorms => {
    const behind = Array.from({ length: blocks }, (_, l) => outputs[l] ?? gradients[l + 1]);
    const taken = {
      state: gather(states, blocks + 1, 'state'),
      residual: gather(residuals, blocks, 'residual'),
      gradient: gather(gradients, blocks + 1, 'gradient'),
      outputGradient: gather(behind, blocks, 'output gradient'),
    };
    [...states, ...residuals, ...gradients, ...outputs].forEach(t => t?.dispose());
    return taken;
  };
  return { probe, take };
}

/** The identity, whose backward pass shows the gradient to `see`. */
function watchGradient(x: Tensor, see: (dy: Tensor) => void): Tensor {
  const identity = tf.customGrad((y, save) => {
    (save as tf.GradSaveFunc)([]);
    return {
      value: tf.clone(y as Tensor),
      gradFunc: (dy: Tensor) => {
        see(dy);
        return dy;
      },
    };
  });
  return identity(x);
}

/** One vector out of scalars. */
function gather(scalars: readonly (Tensor | undefined)[], count: number, what: string): Tensor {
  return tf.stack(
    Array.from({ length: count }, (_, i) => defined(scalars[i], `${what} norm ${i}`)),
  );
}
