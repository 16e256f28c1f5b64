import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { floatAttr, typeAttr } from '../../compile/index.ts';
import { runOne, withGradient } from './custom.ts';

/** x where positive, else slope * x. */
export function plainLeakyRelu(x: Tensor, slope: number): Tensor {
  return tf.leakyRelu(x, slope);
}

/** The same by TensorFlow's op pair. */
export function fusedLeakyRelu(x: Tensor, slope: number): Tensor {
  const attributes = [typeAttr('T', 'float32'), floatAttr('alpha', slope)];
  return withGradient([x], save => {
    save([x]);
    return {
      value: runOne('LeakyRelu', [x], attributes),
      gradient: (dy, saved) => [runOne('LeakyReluGrad', [dy, ...saved], attributes)],
    };
  });
}
