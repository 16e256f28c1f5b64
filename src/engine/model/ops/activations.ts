import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { typeAttr } from '../../compile/index.ts';
import { at, runOne, withGradient } from './custom.ts';

/** tanh, the logistic function, x·Φ(x) and x·sigmoid(x), each with its gradient. */
export interface Activations {
  tanh(x: Tensor): Tensor;
  sigmoid(x: Tensor): Tensor;
  gelu(x: Tensor): Tensor;
  silu(x: Tensor): Tensor;
}

/** As the formulas stand, differentiated by TensorFlow.js. */
export const plainActivations: Activations = {
  tanh: x => tf.tanh(x),
  sigmoid: x => tf.sigmoid(x),
  gelu: x => tf.mul(x, normalDistribution(x)),
  silu: x => tf.mul(x, tf.sigmoid(x)),
};

/** By TensorFlow's op pairs, or with a gradient that keeps x alone. */
export const fusedActivations: Activations = {
  // Beyond these bounds float32 has no other values.
  tanh: byOutput('Tanh', -20),
  sigmoid: byOutput('Sigmoid', -110),
  gelu: byInput(
    x => tf.mul(x, normalDistribution(x)),
    x => tf.add(normalDistribution(x), tf.mul(x, normalDensity(x))),
  ),
  silu: byInput(
    x => tf.mul(x, tf.sigmoid(x)),
    x => {
      const s = tf.sigmoid(x);
      return tf.mul(s, tf.add(tf.mul(x, tf.sub(1, s)), 1));
    },
  ),
};

/**
 * An op whose gradient op takes what it gave. Values are kept above `least`, which changes nothing, because
 * TensorFlow (2.21) joins a convolution, a batch norm and one of these ops that stand side by side into
 * one op that it then says is not implemented.
 */
function byOutput(op: 'Tanh' | 'Sigmoid', least: number): (x: Tensor) => Tensor {
  const attributes = [typeAttr('T', 'float32')];
  return x =>
    withGradient([x], save => {
      const value = runOne(op, [tf.maximum(x, least)], attributes);
      save([value]);
      return {
        value,
        gradient: (dy, saved) => [runOne(`${op}Grad`, [...saved, dy], attributes)],
      };
    });
}

function byInput(
  value: (x: Tensor) => Tensor,
  derivative: (x: Tensor) => Tensor,
): (x: Tensor) => Tensor {
  return x =>
    withGradient([x], save => {
      save([x]);
      return {
        value: value(x),
        gradient: (dy, saved) => [tf.mul(dy, derivative(at(saved, 0)))],
      };
    });
}

/** Φ(x) = (1 + erf(x/√2))/2 */
function normalDistribution(x: Tensor): Tensor {
  return tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
}

/** φ(x) = e^(−x²/2)/√(2π) */
function normalDensity(x: Tensor): Tensor {
  return tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
}
