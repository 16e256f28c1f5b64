import * as tf from '@tensorflow/tfjs';
import { boolAttr, runOp, typeAttr } from '../../../src/engine/compile/index.ts';
import { fusedOps, plainOps } from '../../../src/engine/model/ops/index.ts';

/** Inputs of a case: float shapes are random normal; or a tensor made by a function. */
type Input = readonly number[] | (() => tf.Tensor);

export interface Case {
  readonly name: string;
  readonly inputs: readonly Input[];
  readonly run: (...x: tf.Tensor[]) => tf.Tensor | tf.Tensor[];
  /** Also compare gradients by the float inputs. */
  readonly gradient: boolean;
}

export function inputsOf({ inputs }: Case): tf.Tensor[] {
  return inputs.map((input, i) =>
    typeof input === 'function'
      ? input()
      : tf.randomNormal([...input], 0, 1.5, 'float32', 11 * i + 3),
  );
}

const forward = (name: string, inputs: readonly Input[], run: Case['run']): Case => ({
  name,
  inputs,
  run,
  gradient: false,
});
const both = (name: string, inputs: readonly Input[], run: Case['run']): Case => ({
  name,
  inputs,
  run,
  gradient: true,
});

const m = [3, 4];
const image = [2, 5, 6, 3];
const positive = (shape: number[]) => () => tf.randomUniform(shape, 0.1, 0.9, 'float32', 5);
const integers = (shape: number[]) => () => tf.randomUniform(shape, 0, 3, 'int32', 6);
const bools = (shape: number[]) => () => tf.cast(tf.randomUniform(shape, 0, 2, 'int32', 8), 'bool');

const unary: [string, (x: tf.Tensor) => tf.Tensor][] = Object.entries({
  abs: tf.abs,
  neg: tf.neg,
  square: tf.square,
  exp: tf.exp,
  expm1: tf.expm1,
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  softplus: tf.softplus,
  elu: tf.elu,
  selu: tf.selu,
  relu: tf.relu,
  relu6: tf.relu6,
  erf: tf.erf,
  sin: tf.sin,
  cos: tf.cos,
  sinh: tf.sinh,
  cosh: tf.cosh,
  tan: tf.tan,
  atan: tf.atan,
  asinh: tf.asinh,
  sign: tf.sign,
  floor: tf.floor,
  ceil: tf.ceil,
  round: tf.round,
  step: tf.step,
  onesLike: tf.onesLike,
  zerosLike: tf.zerosLike,
});
const unaryPositive: [string, (x: tf.Tensor) => tf.Tensor][] = Object.entries({
  log: tf.log,
  log1p: tf.log1p,
  sqrt: tf.sqrt,
  rsqrt: tf.rsqrt,
  reciprocal: tf.reciprocal,
  acos: tf.acos,
  asin: tf.asin,
  atanh: tf.atanh,
  acosh: (x: tf.Tensor) => tf.acosh(tf.add(x, 1.5)),
});
const binary: [string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor][] = Object.entries({
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  divNoNan: tf.divNoNan,
  maximum: tf.maximum,
  minimum: tf.minimum,
  squaredDifference: tf.squaredDifference,
  atan2: tf.atan2,
  floorDiv: tf.floorDiv,
  mod: tf.mod,
});
const comparisons = Object.entries({
  equal: tf.equal,
  notEqual: tf.notEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
});
const shapePairs: [number[], number[]][] = [
  [m, m],
  [m, [4]],
  [[4], m],
  [
    [2, 1, 4],
    [3, 1],
  ],
  [m, []],
];
type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;
const reductions: [string, Reduction][] = Object.entries({
  sum: tf.sum,
  mean: tf.mean,
  max: tf.max,
  min: tf.min,
  prod: tf.prod,
});
const axes: [number | number[] | undefined, boolean][] = [
  [undefined, false],
  [undefined, true],
  [0, false],
  [-1, true],
  [[0, 2], false],
  [[1, 2], true],
];

/** TensorFlow.js 4.22 has no gradient, or a wrong one, when these broadcast. */
const isBroadcastGradient = (name: string) =>
  !['divNoNan', 'maximum', 'minimum', 'squaredDifference'].includes(name);

const elementwise: Case[] = [
  ...unary.map(([name, f]) => both(name, [m], f)),
  ...unaryPositive.map(([name, f]) => both(name, [positive(m)], f)),
  both('leakyRelu', [m], x => tf.leakyRelu(x, 0.2)),
  both('clipByValue', [m], x => tf.clipByValue(x, -0.5, 0.5)),
  both('pow', [positive(m), [4]], (a, b) => tf.pow(a, b)),
  ...binary.flatMap(([name, f]) =>
    shapePairs.map(([a, b]) => {
      const make =
        a === b && name !== 'divNoNan' ? both : isBroadcastGradient(name) ? both : forward;
      return make(`${name} [${a.join()}] [${b.join()}]`, [a, b], f);
    }),
  ),
  ...comparisons.flatMap(([name, f]) => [
    forward(name, [m, [4]], f),
    forward(`${name} of integers`, [integers(m), integers([4])], f),
  ]),
  ...binary
    .filter(([name]) => !['atan2', 'div', 'divNoNan'].includes(name))
    .map(([name, f]) =>
      forward(`${name} of integers`, [integers(m), () => tf.scalar(2, 'int32')], f),
    ),
  forward('integer and float', [integers(m), [4]], (a, b) => tf.add(a, b)),
  forward('logicalAnd', [bools(m), bools(m)], (a, b) => tf.logicalAnd(a, b)),
  forward('logicalOr', [bools(m), bools(m)], (a, b) => tf.logicalOr(a, b)),
  forward('logicalXor', [bools(m), bools(m)], (a, b) => tf.logicalXor(a, b)),
  forward('logicalNot', [bools(m)], a => tf.logicalNot(a)),
  both('where', [bools(m), m, m], (c, a, b) => tf.where(c, a, b)),
  both('where, broadcast', [bools([]), m, m], (c, a, b) => tf.where(c, a, b)),
  ...(['isFinite', 'isInf', 'isNaN'] as const).map(name =>
    forward(name, [() => tf.tensor1d([1, NaN, Infinity, -Infinity])], x => tf[name](x)),
  ),
  ...(['float32', 'int32', 'bool'] as const).flatMap(to => [
    forward(`cast float32 to ${to}`, [m], x => tf.cast(x, to)),
    forward(`cast int32 to ${to}`, [integers(m)], x => tf.cast(x, to)),
    forward(`cast bool to ${to}`, [bools(m)], x => tf.cast(x, to)),
  ]),
  both('addN', [m, m, m], (...x) => tf.addN(x)),
];

const reduced: Case[] = [
  ...reductions.flatMap(([name, f]) =>
    axes.map(([axis, keep]) =>
      (name === 'prod' ? forward : both)(
        `${name} ${String(axis)}${keep ? ' kept' : ''}`,
        [[2, 3, 4]],
        x => f(x, axis, keep),
      ),
    ),
  ),
  forward('sum of integers', [integers(m)], x => tf.sum(x, 1)),
  forward('mean of integers', [integers(m)], x => tf.mean(x, 1)),
  both('norm', [m], x => tf.norm(x)),
  both('moments', [image], x => tf.moments(x, [0, 1, 2]).variance),
  both('logSumExp', [m], x => tf.logSumExp(x, 1)),
  forward('all', [bools(m)], x => tf.all(x, 1)),
  forward('any', [bools(m)], x => tf.any(x)),
  forward('argMax', [m], x => tf.argMax(x, 1)),
  forward('argMin', [m], x => tf.argMin(x, 0)),
  both('cumsum', [m], x => tf.cumsum(x, 1)),
  forward('topk', [m], x => Object.values(tf.topk(x, 2))),
  forward('Euclidean norm', [image], x =>
    runOp(
      'EuclideanNorm',
      [x, tf.tensor1d([1, 2, 3], 'int32')],
      [typeAttr('T', 'float32'), typeAttr('Tidx', 'int32'), boolAttr('keep_dims', false)],
      1,
    ),
  ),
  forward('L2 loss', [image], x => runOp('L2Loss', [x], [typeAttr('T', 'float32')], 1)),
];

const windows: Case[] = [1, 2, 3].flatMap(stride =>
  (['same', 'valid'] as const).flatMap(pad => [
    ...[1, 2, 3].map(k =>
      both(`conv2d ${k}x${k} stride ${stride} ${pad}`, [image, [k, k, 3, 2]], (x, w) =>
        tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad),
      ),
    ),
    both(`avgPool stride ${stride} ${pad}`, [image], x =>
      tf.avgPool(x as tf.Tensor4D, 2, stride, pad),
    ),
    both(`maxPool stride ${stride} ${pad}`, [image], x =>
      tf.maxPool(x as tf.Tensor4D, 2, stride, pad),
    ),
    forward(`depthwise stride ${stride} ${pad}`, [image, [3, 3, 3, 2]], (x, w) =>
      tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad),
    ),
  ]),
);
const convolution: Case[] = [
  ...windows,
  both('depthwiseConv2d', [image, [3, 3, 3, 2]], (x, w) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'),
  ),
  forward('conv2d dilated', [image, [3, 3, 3, 2]], (x, w) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid', 'NHWC', 2),
  ),
];

const matrix: Case[] = [
  ...[false, true].flatMap(ta =>
    [false, true].flatMap(tb => [
      both(`matMul ${ta} ${tb}`, [ta ? [3, 2] : [2, 3], tb ? [4, 3] : [3, 4]], (a, b) =>
        tf.matMul(a, b, ta, tb),
      ),
      both(
        `batched matMul ${ta} ${tb}`,
        [ta ? [5, 3, 2] : [5, 2, 3], tb ? [5, 4, 3] : [5, 3, 4]],
        (a, b) => tf.matMul(a, b, ta, tb),
      ),
    ]),
  ),
  forward(
    'matMul, batch broadcast',
    [
      [2, 2, 3],
      [1, 3, 4],
    ],
    (a, b) => tf.matMul(a, b),
  ),
  both('dot', [[3], [3]], (a, b) => tf.dot(a, b)),
];

const arrays: Case[] = [
  both('reshape', [m], x => tf.reshape(x, [2, -1])),
  both('reshape to the same', [m], x => tf.reshape(x, m)),
  both('expandDims', [m], x => tf.expandDims(x, 1)),
  both('expandDims at the end', [m], x => tf.expandDims(x, -1)),
  both('squeeze', [[1, 3, 1]], x => tf.squeeze(x, [2])),
  both('transpose', [[2, 3, 4]], x => tf.transpose(x, [2, 0, 1])),
  both('transpose to the same', [m], x => tf.transpose(x, [0, 1])),
  both('reverse', [m], x => tf.reverse(x, 1)),
  both('pad', [m], x =>
    tf.pad(
      x,
      [
        [1, 2],
        [0, 3],
      ],
      7,
    ),
  ),
  both('pad by nothing', [m], x =>
    tf.pad(x, [
      [0, 0],
      [0, 0],
    ]),
  ),
  both('mirrorPad', [m], x =>
    tf.mirrorPad(
      x,
      [
        [1, 1],
        [2, 0],
      ],
      'reflect',
    ),
  ),
  both('tile', [m], x => tf.tile(x, [2, 3])),
  both('tile once', [m], x => tf.tile(x, [1, 1])),
  both('broadcastTo', [[1, 4]], x => tf.broadcastTo(x, [3, 4])),
  both('slice', [m], x => tf.slice(x, [1, 0], [2, -1])),
  both('slice of all', [m], x => tf.slice(x, [0, 0], m)),
  forward('stridedSlice', [[6, 5, 4]], x => tf.stridedSlice(x, [0, 4, 1], [6, 0, 3], [2, -2, 1])),
  forward('stridedSlice to the ends', [[6, 5]], x =>
    tf.stridedSlice(x, [1, 1], [3, 3], [2, -1], 1, 3),
  ),
  forward('stridedSlice, ellipsis', [[6, 5, 4]], x =>
    tf.stridedSlice(x, [1, 0, 1], [4, 0, 3], [1, 1, 1], 0, 0, 2),
  ),
  forward('stridedSlice, axis removed', [[6, 5]], x =>
    tf.stridedSlice(x, [1, 0], [2, 5], [1, 2], 0, 0, 0, 0, 1),
  ),
  forward('stridedSlice, axis added', [[6, 5]], x =>
    tf.stridedSlice(x, [0, 1], [0, 4], [1, 1], 0, 0, 0, 1, 0),
  ),
  both('concat 0', [m, [2, 4]], (a, b) => tf.concat([a, b], 0)),
  both('concat -1', [m, [3, 2]], (a, b) => tf.concat([a, b], -1)),
  both('stack', [m, m], (a, b) => tf.stack([a, b], 1)),
  both('stack at the end', [m, m], (a, b) => tf.stack([a, b], -1)),
  both('unstack', [m], x => tf.add(tf.unstack(x, 0)[1]!, 1)),
  both('split', [[4, 6]], x => tf.split(x, [1, 2, 3], 1)[2]!),
  both('split in equal parts', [[4, 6]], x => tf.split(x, 2, 0)[1]!),
  forward('fill', [], () => tf.fill([2, 3], 4, 'int32')),
  forward('ones and zeros', [m], x => tf.add(tf.mul(x, tf.ones(m)), tf.zeros([4]))),
  forward('oneHot', [integers([5])], x => tf.oneHot(x, 3)),
  forward('oneHot of a matrix', [integers([2, 3])], x => tf.oneHot(x, 4, 2, 1, 'float32')),
  both('gather by constant indices', [[5, 3]], x => tf.gather(x, [4, 0, 0], 0)),
  forward('gather 1', [[5, 3]], x => tf.gather(x, tf.tensor1d([2, 1], 'int32'), 1)),
  forward('linspace, range and other constants', [], () =>
    tf.add(tf.linspace(0, 1, 5), tf.range(0, 5)),
  ),
];

const probabilities = () => tf.tensor2d([0.1, 0.2, 0.7, 0.5, 0.5, 0], [2, 3]);
const normalisation: Case[] = [
  both('softmax', [m], x => tf.softmax(x)),
  both('logSoftmax', [m], x => tf.logSoftmax(x)),
  both('softmaxCrossEntropy', [[2, 3]], x => tf.losses.softmaxCrossEntropy(probabilities(), x)),
  both('batchNorm', [image, [3], positive([3]), [3], [3]], (x, mean, variance, offset, scale) =>
    tf.batchNorm(x, mean, variance, offset, scale, 1e-3),
  ),
  forward('bias', [image, [3]], (x, b) => runOp('BiasAdd', [x, b], [typeAttr('T', 'float32')], 1)),
  forward('bias gradient', [image], x => runOp('BiasAddGrad', [x], [typeAttr('T', 'float32')], 1)),
];

const labels = () => tf.tensor1d([1, 0], 'int32');
const model: Case[] = [fusedOps, plainOps].flatMap(ops =>
  [
    both('relu', [image], x => ops.relu(x)),
    both('leakyRelu', [image], x => ops.leakyRelu(x, 0.1)),
    ...(['tanh', 'sigmoid', 'gelu', 'silu'] as const).map(name =>
      both(name, [image], x => ops[name](x)),
    ),
    both('conv', [image, [3, 3, 3, 4]], (x, w) => ops.conv(x, w, 2, [1, 1, 1, 1])),
    both('conv, uneven zeros', [image, [4, 4, 3, 4]], (x, w) => ops.conv(x, w, 2, [1, 2, 0, 3])),
    both(
      'batchNormTraining',
      [image, [3], [3]],
      (x, g, b) => ops.batchNormTraining(x, g, b, 1e-3).y,
    ),
    forward('batch statistics', [image, [3], [3]], (x, g, b) => {
      const { mean, variance } = ops.batchNormTraining(x, g, b, 1e-3);
      return [mean, variance];
    }),
    both('batchNormInference', [image, [3], [3]], (x, g, b) =>
      ops.batchNormInference(x, g, b, tf.tensor1d([0, 1, 2]), tf.tensor1d([0.1, 1, 2]), 1e-3),
    ),
    both('averagePool', [image], x => ops.averagePool(x, 2)),
    both('padChannels', [image], x => ops.padChannels(x, 5)),
    both('globalAveragePool', [image], x => ops.globalAveragePool(x)),
    both('crossEntropy', [[2, 3]], x => ops.crossEntropy(x, labels(), 0)),
    both('smoothed crossEntropy', [[2, 3]], x => ops.crossEntropy(x, labels(), 0.1)),
  ].map(c => ({ ...c, name: `${ops.name} ${c.name}` })),
);

export const cases: readonly Case[] = [
  ...elementwise,
  ...reduced,
  ...convolution,
  ...matrix,
  ...arrays,
  ...normalisation,
  ...model,
];
