import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { TensorContainer } from '@tensorflow/tfjs-core';

/**
 * `tf.tidy` that also frees what `run` has kept with `tf.keep`. A kept tensor is the only kind that
 * leaves the forward pass of `tf.valueAndGrads` (norms, statistics), and nobody else would free it.
 * What `run` returns lives on, tracked by the caller's scope.
 */
export function tidyKept<T extends TensorContainer>(run: () => T): T {
  const engine = tf.engine();
  const kept: Tensor[] = [];
  const own = Object.getOwnPropertyDescriptor(engine, 'keep');
  const keep = engine.keep.bind(engine);
  engine.keep = tensor => {
    kept.push(tensor);
    return keep(tensor);
  };
  try {
    return tf.tidy(run);
  } finally {
    if (own) Object.defineProperty(engine, 'keep', own);
    else Reflect.deleteProperty(engine, 'keep');
    for (const tensor of kept) if (!tensor.isDisposed) tensor.dispose();
  }
}
