import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { runOp, type Attribute } from '../../compile/index.ts';

export interface Differentiated {
  readonly value: Tensor;
  /** Gradients by the inputs, in order, from the gradient by the value and what was saved. */
  readonly gradient: (dy: Tensor, saved: readonly Tensor[]) => Tensor[];
}

/**
 * A function of `inputs` that brings its own gradient: `tf.customGrad` with types. The gradient must
 * use only what was given to `save`; the rest is freed before it runs.
 */
export function withGradient(
  inputs: readonly Tensor[],
  forward: (save: (tensors: Tensor[]) => void) => Differentiated,
): Tensor {
  return tf.customGrad((...args) => {
    const { value, gradient } = forward(args.at(-1) as tf.GradSaveFunc);
    return { value, gradFunc: gradient };
  })(...inputs);
}

/** Runs a TensorFlow op that has one output. */
export function runOne(
  op: string,
  inputs: readonly Tensor[],
  attributes: readonly Attribute[],
): Tensor {
  return at(runOp(op, inputs, attributes, 1), 0);
}

/** A tensor of a list; throws if it is not there. */
export function at(tensors: readonly Tensor[], index: number): Tensor {
  const tensor = tensors[index];
  if (!tensor) throw new Error(`there is no tensor ${index} among ${tensors.length}`);
  return tensor;
}

/** Gives a kept tensor back to the scope that is open now. */
export function released(kept: Tensor): Tensor {
  const tracked = tf.clone(kept);
  kept.dispose();
  return tracked;
}
