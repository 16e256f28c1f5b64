import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { typeAttr } from '../../compile/index.ts';
import { runOne, withGradient } from './custom.ts';

export function plainRelu(x: Tensor): Tensor {
  return tf.relu(x);
}

/** TensorFlow.js differentiates ReLU as a product with step(x); TensorFlow has ReluGrad. */
export function fusedRelu(x: Tensor): Tensor {
  const attributes = [typeAttr('T', 'float32')];
  return withGradient([x], save => {
    const value = runOne('Relu', [x], attributes);
    save([value]);
    return { value, gradient: (dy, saved) => [runOne('ReluGrad', [dy, ...saved], attributes)] };
  });
}
