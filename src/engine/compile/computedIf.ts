import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { intAttr } from './graph/attributes.ts';
import { runOp } from './native.ts';
import { isTracing } from './trace/tracing.ts';
import type { Tensors } from './types.ts';

/** A value, and others that nothing is differentiated by. */
export interface Computed {
  readonly value: Tensor;
  readonly others: Tensors;
}

/**
 * `compute(inputs)` where `taken` is true. Where it is not, nothing of it runs, forward or backward: the
 * value is zero, so are its gradients by all of `inputs`, and `others` are those of `otherwise`.
 *
 * Compiled, `taken` may differ from call to call: every input goes through a Switch, the value through a
 * Merge with zeros, and the gradients the same way back, so what lies between is dead where it is not
 * taken. Eagerly `taken` is read.
 *
 * @param taken scalar bool; best made on the processor (`onDevice`), since that is where a Switch looks at it
 * @param inputs all tensors that `compute` is differentiated by; it may use others as they are, but where it is not
 *   taken their gradients would be dead, too
 * @param otherwise shape of the value, and of each of `others` what it is where it is not computed
 */
export function computedIf(
  taken: Tensor,
  inputs: Tensors,
  compute: (inputs: Tensors) => Computed,
  otherwise: { readonly shape: readonly number[]; readonly others: Tensors },
): Computed {
  const { shape, others } = otherwise;
  if (!isTracing()) {
    if (taken.dataSync()[0]) return compute(inputs);
    return {
      value: noneOf(Object.values(inputs), shape),
      others: mapTensors(others, tensor => tf.clone(tensor)),
    };
  }
  const computed = compute(mapTensors(inputs, x => enter(x, taken)));
  return {
    value: leave(computed.value, taken),
    others: mapTensors(others, (tensor, name) => {
      const found = computed.others[name];
      if (found === undefined) throw new Error(`'${name}' was not computed`);
      return merge(switched(tensor, taken, 0), found);
    }),
  };
}

/** x where it is taken, else dead; its gradient there is zero. */
function enter(x: Tensor, taken: Tensor): Tensor {
  const { shape } = x;
  return tf.customGrad((...args) => {
    (args.at(-1) as tf.GradSaveFunc)([taken]);
    return {
      value: switched(x, taken, 1),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => merge(zerosUnless(saved ?? taken, shape), dy),
    };
  })(x);
}

/** y where it is taken, else zeros; its gradient is dead there. */
function leave(y: Tensor, taken: Tensor): Tensor {
  const { shape } = y;
  return tf.customGrad((...args) => {
    (args.at(-1) as tf.GradSaveFunc)([taken]);
    return {
      value: merge(zerosUnless(taken, shape), y),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => switched(dy, saved ?? taken, 1),
    };
  })(y);
}

/** Zeros that nothing is computed from; so are their gradients. */
function noneOf(inputs: readonly Tensor[], shape: readonly number[]): Tensor {
  const shapes = inputs.map(x => x.shape);
  return tf.customGrad(() => ({
    value: tf.zeros([...shape]),
    gradFunc: () => shapes.map(s => tf.zeros(s)),
  }))(...inputs);
}

/** Zeros where it is not taken, else dead. */
function zerosUnless(taken: Tensor, shape: readonly number[]): Tensor {
  const zero = switched(tf.scalar(0), taken, 0);
  return only(runOp('Fill', [tf.tensor1d([...shape], 'int32'), zero], [], 1));
}

/** The output of a Switch for `taken` = side. */
function switched(x: Tensor, taken: Tensor, side: 0 | 1): Tensor {
  return only(runOp('Switch', [x, taken], [], 2).slice(side));
}

/** Whichever of the two is alive. */
function merge(a: Tensor, b: Tensor): Tensor {
  return only(runOp('Merge', [a, b], [intAttr('N', 2)], 1));
}

function only(tensors: readonly Tensor[]): Tensor {
  const [tensor] = tensors;
  if (tensor === undefined) throw new Error('an op made nothing');
  return tensor;
}

function mapTensors(tensors: Tensors, map: (tensor: Tensor, name: string) => Tensor): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, t]) => [name, map(t, name)]));
}
