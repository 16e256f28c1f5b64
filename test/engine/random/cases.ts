import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { Random } from '../../../src/base/index.ts';
import type { Ops } from '../../../src/engine/model/index.ts';
import { padsOf } from '../../../src/language/index.ts';
import { batchNorm64 } from '../oracle/batchNorm.ts';
import {
  averagePool,
  channelsTo,
  convolution,
  globalPool,
  linear64,
  matrixProduct,
  sumAlong,
  type Image,
  type Products,
} from '../oracle/linear.ts';
import { crossEntropy64, normalise64, pointwise64, sampleNorms64 } from '../oracle/pointwise.ts';

export interface Input {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One op of the model on inputs that were drawn. */
export interface OpCase {
  /** For people: the op and its numbers. */
  readonly text: string;
  readonly inputs: readonly Input[];
  /** Gradients by the inputs are compared too, except where an op only measures. */
  readonly differentiable: boolean;
  readonly run: (ops: Ops, x: readonly Tensor[]) => Tensor;
  /** The known answer: the value and, for this gradient by the value, the gradients by the inputs. */
  readonly wanted: (dy: Float32Array) => readonly Float64Array[];
}

type Draw = (random: Random) => OpCase;

const draws: Readonly<Record<string, Draw>> = {
  conv: drawConvolution,
  // Kernels that leave pixels out and 1x1 kernels with a stride are where libraries err.
  'sparse conv': random => drawConvolution(random, { sparse: true }),
  'average pool': random => {
    const window = 1 + random.below(5);
    const image = drawImage(random, window);
    return linear(random, `average pool by ${window} of ${image.join('x')}`, {
      shapes: [image],
      fixed: 1 / window ** 2,
      products: averagePool(image, window),
      run: (ops, [x]) => ops.averagePool(x!, window),
    });
  },
  'global average pool': random => {
    const image = drawImage(random);
    return linear(random, `global average pool of ${image.join('x')}`, {
      shapes: [image],
      fixed: 1 / (image[1] * image[2]),
      products: globalPool(image),
      run: (ops, [x]) => ops.globalAveragePool(x!),
    });
  },
  'pad channels': random => {
    const image = drawImage(random);
    const count = image[3] + 1 + random.below(5);
    return linear(random, `pad channels of ${image.join('x')} to ${count}`, {
      shapes: [image],
      fixed: 1,
      products: channelsTo(image, count, false),
      run: (ops, [x]) => ops.padChannels(x!, count),
    });
  },
  tile: random => {
    const image = drawImage(random);
    const times = 1 + random.below(4);
    return linear(random, `tile ${image.join('x')} ${times} times`, {
      shapes: [image],
      fixed: 1,
      products: channelsTo(image, image[3] * times, true),
      run: (_, [x]) => tf.tile(x!, [1, 1, 1, times]),
    });
  },
  dense: random => {
    const [rows, inner, columns] = [drawCount(random), drawCount(random), drawCount(random)];
    return linear(random, `matrices ${rows}x${inner} and ${inner}x${columns}`, {
      shapes: [
        [rows, inner],
        [inner, columns],
      ],
      products: matrixProduct(rows, inner, columns),
      run: (_, [a, b]) => tf.matMul(a!, b!),
    });
  },
  'batch norm': random => {
    const image = drawImage(random);
    const [epsilon, c] = [1e-5, image[3]];
    const inputs = [drawInput(random, image), drawInput(random, [c], 1), drawInput(random, [c])];
    const [x, gamma, beta] = inputs.map(i => i.values) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    return {
      text: `batch norm in training of ${image.join('x')}`,
      inputs,
      differentiable: true,
      run: (ops, [x, g, b]) => ops.batchNormTraining(x!, g!, b!, epsilon).y,
      wanted: dy => {
        const { y, dx, dgamma, dbeta } = batchNorm64(x, gamma, beta, epsilon, dy);
        return [y, dx, dgamma, dbeta];
      },
    };
  },
  'batch norm in evaluation': random => {
    const image = drawImage(random);
    const c = image[3];
    const inputs = [drawInput(random, image), drawInput(random, [c], 1), drawInput(random, [c])];
    const [mean, square] = [drawInput(random, [c]), drawInput(random, [c])];
    const variance = square.values.map(v => v * v + 0.01);
    return {
      text: `batch norm in evaluation of ${image.join('x')}`,
      inputs,
      differentiable: true,
      run: (ops, [x, g, b]) =>
        ops.batchNormInference(x!, g!, b!, tf.tensor1d(mean.values), tf.tensor1d(variance), 1e-5),
      wanted: dy =>
        normalise64(
          inputs.map(i => i.values),
          mean.values,
          variance,
          1e-5,
          dy,
        ),
    };
  },
  sum: random => {
    const image = drawImage(random);
    const axes = [0, 1, 2, 3].filter(() => random.below(2) === 0);
    return linear(random, `sum along ${axes.join()} of ${image.join('x')}`, {
      shapes: [image],
      fixed: 1,
      products: sumAlong(image, axes),
      run: (_, [x]) => tf.sum(x!, axes),
    });
  },
  'scale and bias': random => {
    const image = drawImage(random);
    const perChannel = random.below(2) === 0 ? image[3] : 1;
    const flat: Image = perChannel === 1 ? [image[0], image[1], image[2] * image[3], 1] : image;
    const inputs = [flat, [perChannel], [perChannel]].map(shape => drawInput(random, shape));
    return {
      text: `scale and bias (${perChannel}) of ${flat.join('x')}`,
      inputs,
      differentiable: true,
      run: (_, [x, scale, bias]) => tf.add(tf.mul(x!, scale!), bias!),
      // As a normalisation that leaves everything as it is.
      wanted: dy =>
        normalise64(
          inputs.map(i => i.values),
          new Float32Array(perChannel),
          new Float32Array(perChannel).fill(1),
          0,
          dy,
        ),
    };
  },
  'cross entropy': random => {
    const [batch, classes] = [drawCount(random), 2 + random.below(12)];
    const smoothing = random.below(2) === 0 ? 0 : 0.1;
    const logits = drawInput(random, [batch, classes], 0, [1, 10, 60][random.below(3)]);
    const labels = Int32Array.from({ length: batch }, () => random.below(classes));
    return {
      text: `cross entropy of ${batch}x${classes}, smoothing ${smoothing}`,
      inputs: [logits],
      differentiable: true,
      run: (ops, [x]) =>
        tf.reshape(ops.crossEntropy(x!, tf.tensor1d(labels, 'int32'), smoothing), []),
      wanted: dy => crossEntropy64(logits.values, labels, smoothing, dy[0]!),
    };
  },
  'sample norms': random => {
    const image = drawImage(random);
    const x = drawInput(random, image);
    return {
      text: `sample norms of ${image.join('x')}`,
      inputs: [x],
      differentiable: false,
      run: (ops, [x]) => ops.sampleNorms(x!),
      wanted: () => [sampleNorms64(x.values, image[0])],
    };
  },
  'leaky relu': random => {
    const slope = random.below(4) / 10;
    const image = drawImage(random);
    const x = drawInput(random, image);
    return {
      text: `leaky relu ${slope} of ${image.join('x')}`,
      inputs: [x],
      differentiable: true,
      run: (ops, [x]) => (slope === 0 ? ops.relu(x!) : ops.leakyRelu(x!, slope)),
      wanted: dy => pointwise64(x.values, dy, v => (v > 0 ? [v, 1] : [slope * v, slope])),
    };
  },
};

/** The case of this number; the same for the same seed. */
export function drawCase(seed: number, number: number): OpCase {
  const random = Random.of(seed, 'engines agree', number);
  const names = Object.keys(draws);
  // Every third is a convolution.
  const some = number % 3 === 0 ? ['conv', 'sparse conv'] : names;
  const name = some[random.below(some.length)]!;
  return draws[name]!(random);
}

function drawConvolution(random: Random, { sparse = false } = {}): OpCase {
  const stride = sparse ? 2 + random.below(random.below(4) === 0 ? 15 : 5) : 1 + random.below(4);
  const kernel = sparse
    ? 1 + random.below(random.below(2) === 0 ? 1 : stride - 1)
    : 1 + random.below(random.below(6) === 0 ? 20 : 5);
  const image = drawImage(random);
  const out = drawCount(random);
  const padding = random.below(2) === 0 ? 'same' : 'symmetric';
  const pads = padsOf(padding, [image[1], image[2]], kernel, stride);
  return linear(
    random,
    `conv ${kernel}x${kernel} stride ${stride} ${padding} of ${image.join('x')} to ${out}`,
    {
      shapes: [image, [kernel, kernel, image[3], out]],
      products: convolution(image, kernel, out, stride, padding),
      run: (ops, [x, w]) => ops.conv(x!, w!, stride, pads),
    },
  );
}

interface LinearCase {
  readonly shapes: readonly (readonly number[])[];
  readonly products: Products;
  /** What stands for w where the op has one input. */
  readonly fixed?: number;
  readonly run: OpCase['run'];
}

function linear(
  random: Random,
  text: string,
  { shapes, products, fixed, run }: LinearCase,
): OpCase {
  const inputs = shapes.map(shape => drawInput(random, shape));
  return {
    text,
    inputs,
    differentiable: true,
    run,
    wanted: dy => {
      const w = inputs[1]?.values ?? [fixed ?? 1];
      const { y, dx, dw } = linear64(products, inputs[0]!.values, w, dy);
      return inputs.length === 2 ? [y, dx, dw] : [y, dx];
    },
  };
}

/** Mostly small maps, also of one pixel and of one channel; at least `least` pixels wide and high. */
function drawImage(random: Random, least = 1): Image {
  const large = random.below(5) === 0;
  const side = () => least + random.below(large ? 28 : 12);
  const batch = [1, 1 + random.below(4), 1 + random.below(large ? 25 : 4)][random.below(3)]!;
  return [batch, side(), side(), drawCount(random)];
}

function drawCount(random: Random): number {
  return [1, 1 + random.below(9), [8, 16, 17, 32, 33][random.below(5)]!][random.below(3)]!;
}

function drawInput(random: Random, shape: readonly number[], mean = 0, deviation = 1): Input {
  const size = shape.reduce((a, b) => a * b, 1);
  return {
    shape,
    values: Float32Array.from({ length: size }, () => mean + deviation * random.normal()),
  };
}
