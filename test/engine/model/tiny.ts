import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { Random } from '../../../src/base/index.ts';
import type { Tensors } from '../../../src/engine/compile/index.ts';
import { initialise, type ParameterValues } from '../../../src/engine/model/index.ts';
import { blockPresets, type NetworkValue } from '../../../src/language/index.ts';
import { planNetwork, presetNetwork, type NetworkPlan } from '../../../src/network/index.ts';

export interface Size {
  readonly blocks?: number;
  readonly width?: number;
  readonly size?: number;
}

/** A network of `preset` with one or two blocks per stage, 8x8x3 images and 3 classes. */
export function tiny(
  preset: string,
  change: Partial<NetworkValue> = {},
  { blocks = 1, width = 4, size = 8 }: Size = {},
): NetworkPlan {
  const depth = presetDepth(preset, blocks);
  const value = presetNetwork({
    preset,
    depth,
    width: preset === 'wide' ? 1 : width,
    input: [size, size, 3],
    classes: 3,
  });
  return planNetwork({ ...(preset === 'wide' ? narrowed(value) : value), ...change });
}

/** Four filters in the stem and eight in the first stage, so that every stage widens. */
function narrowed(value: NetworkValue): NetworkValue {
  const stages = value.stages.map((stage, i) => ({ ...stage, filters: 8 << i }));
  return { ...value, stem: { ...value.stem, filters: 4 }, stages };
}

function presetDepth(preset: string, blocks: number): number {
  if (preset === 'bottleneck') return 9 * blocks + 2;
  return 6 * blocks + (preset === 'wide' ? 4 : 2);
}

/** The network from block l on, whose input is the state that enters that block. */
export function restOf(plan: NetworkPlan, l: number): NetworkPlan {
  const [first, ...others] = plan.blocks.slice(l);
  const blocks = first === undefined ? [] : [{ ...first, enter: undefined }, ...others];
  return { ...plan, stem: [], blocks };
}

/** One network of each family, and the options that change its arithmetic. */
export const families: readonly (readonly [name: string, plan: (size?: Size) => NetworkPlan])[] = [
  ['pre-activation, shortcut pad', s => tiny('resnet', {}, s)],
  ['post-activation, shortcut pad', s => tiny('resnet-v1', {}, s)],
  ['pre-activation, step 1/2', s => tiny('resnet', { step: 0.5 }, s)],
  ['post-activation, projection with norm', s => tiny('resnet-v1', projected, s)],
  ['bottleneck', s => tiny('bottleneck', {}, s)],
  ['wide', s => tiny('wide', {}, s)],
  ['plain', s => tiny('plain', {}, s)],
  ['plain, leaky', s => tiny('plain', { block: leaky }, s)],
  ...(['tanh', 'sigmoid', 'gelu', 'silu', 'identity'] as const).map(
    layer =>
      [
        `${layer} in place of relu`,
        (s?: Size) => tiny('resnet', { block: smooth(layer) }, s),
      ] as const,
  ),
  ...(['tanh', 'sigmoid', 'gelu', 'silu'] as const).map(
    layer =>
      [
        `${layer} right behind weights`,
        (s?: Size) => tiny('plain', { ...vectors, norm: 'none', block: rightBehind(layer) }, s),
      ] as const,
  ),
  ['max pooling, own strides and biases', s => tiny('plain', { ...pooled, block: slid }, s)],
  ['highway', s => tiny('resnet', { block: highway, gate: { bias: -1 } }, s)],
  [
    'highway, scaled, now and then',
    s => tiny('resnet-v1', { gate: { bias: 0.2 }, survival: 0.5, ...learned }, s),
  ],
  [
    'highway of dense layers',
    s => tiny('resnet', { ...vectors, block: denseBlock, gate: { bias: -1 } }, s),
  ],
  [
    'no weights in front of the blocks',
    s => tiny('resnet', { stem: { ...vectors.stem, layers: [] } }, s),
  ],
  ['dense, pre-activation', s => tiny('resnet', { ...vectors, block: denseBlock }, s)],
  ['dense, plain, with bias', s => tiny('plain', { ...vectors, block: densePlain }, s)],
  ['without normalisation', s => tiny('resnet', { norm: 'none' }, s)],
  ['learned step', s => tiny('resnet', { scale: { per: 'channel', initial: 0.5 } }, s)],
  ['convolutions between stages', s => tiny('resnet', { transition: between.conv }, s)],
  ['pooled and tiled between stages', s => tiny('resnet', { transition: between.pool }, s)],
  ['widened before the first block', s => tiny('resnet', widened, s)],
  ['stochastic depth', s => tiny('resnet', { survival: 0.5, skipsDropped: true }, s)],
  ['stochastic depth, before branches were skipped', s => tiny('resnet', { survival: 0.5 }, s)],
  [
    'stochastic depth, learned step',
    s => tiny('resnet', { survival: 0.5, skipsDropped: true, ...learned }, s),
  ],
  ['padded as TensorFlow does', s => tiny('resnet', { padding: 'same' }, s)],
  ['even kernels with strides', s => tiny('resnet', evenKernels, s)],
  ['even kernels, as TensorFlow pads', s => tiny('resnet', { ...evenKernels, padding: 'same' }, s)],
  ['large kernels on maps that strides do not divide', s => tiny('wide', largeKernels, s)],
  ['Fixup block', s => tiny('resnet-v1', { block: fixup, norm: 'none' }, s)],
];

const between = {
  conv: { layers: [{ layer: 'conv', kernel: 1, divide: 1 }], preserve: 0 },
  pool: {
    layers: [
      { layer: 'pool', by: null },
      { layer: 'tile', times: null },
    ],
    preserve: 0,
  },
} satisfies Record<string, NetworkValue['transition']>;

const convolution = (kernel: number) => ({ layer: 'conv', kernel, divide: 1 }) as const;

const evenKernels: Partial<NetworkValue> = {
  stem: { filters: 4, kernel: 8, stride: 1, layers: [] },
  block: {
    layers: [{ layer: 'norm' }, convolution(4), { layer: 'relu' }, convolution(2)],
    after: [],
  },
};

const largeKernels: Partial<NetworkValue> = {
  input: [13, 10, 3],
  stem: { filters: 4, kernel: 7, stride: 2, layers: [] },
  block: {
    layers: [{ layer: 'norm' }, convolution(5), { layer: 'relu' }, convolution(6)],
    after: [],
  },
  shortcut: 'projection',
};

const learned = { step: 0.5, scale: { per: 'channel', initial: 0.5 } } as const;

/** A stem of other filters than the first stage, so that a transition leads to it too. */
const widened: Partial<NetworkValue> = {
  stem: { filters: 3, kernel: 3, stride: 1, layers: [] },
  transition: { layers: [{ layer: 'conv', kernel: 1, divide: 1 }], preserve: 0 },
};

const fixup = blockPresets.get('fixup')?.block;
const highway = blockPresets.get('highway')?.block;

const projected = {
  shortcut: 'projection',
  projectionFrom: 'input',
  projectionNorm: true,
} satisfies Partial<NetworkValue>;

const smooth = (layer: 'tanh' | 'sigmoid' | 'gelu' | 'silu' | 'identity') => {
  const conv = { layer: 'conv', kernel: 3, divide: 1 } as const;
  return {
    layers: [{ layer: 'norm' }, { layer }, conv, { layer: 'norm' }, { layer }, conv],
    after: [],
  } satisfies NetworkValue['block'];
};

/** Vectors from the stem on: dense layers see all of the image. */
const vectors = {
  stem: { filters: 6, kernel: null, stride: 1, layers: [{ layer: 'dense', units: 6 }] },
  stages: [{ blocks: 3, filters: 6, stride: 1 }],
} satisfies Partial<NetworkValue>;

/** TensorFlow joins such layers into one op where it can. */
const rightBehind = (layer: 'tanh' | 'sigmoid' | 'gelu' | 'silu') =>
  ({
    layers: [
      { layer: 'dense', units: null, bias: true },
      { layer },
      { layer: 'conv', kernel: 1, divide: 1 },
      { layer },
    ],
    after: [],
  }) satisfies NetworkValue['block'];

const pooled = {
  stem: { filters: 4, kernel: 3, stride: 1, layers: [{ layer: 'max-pool', kernel: 3, stride: 1 }] },
  stages: [
    { blocks: 1, filters: 4, stride: 1 },
    { blocks: 1, filters: 6, stride: 1 },
  ],
} satisfies Partial<NetworkValue>;

const slid = {
  layers: [
    { layer: 'conv', kernel: 4, divide: 1, bias: true, filters: 5, ownStride: 1 },
    { layer: 'gelu' },
    { layer: 'conv', kernel: 2, divide: 1, ownStride: 2, bias: true },
    { layer: 'leaky-relu', slope: 0.1 },
    { layer: 'max-pool', kernel: 2, stride: 1 },
  ],
  after: [],
} satisfies NetworkValue['block'];

const denseBlock = {
  layers: [
    { layer: 'norm' },
    { layer: 'relu' },
    { layer: 'dense', units: 4 },
    { layer: 'tanh' },
    { layer: 'dense', units: null },
  ],
  after: [],
} satisfies NetworkValue['block'];

const densePlain = {
  layers: [
    { layer: 'flatten' },
    { layer: 'dense', units: null, bias: true },
    { layer: 'leaky-relu', slope: 0.1 },
    { layer: 'norm' },
  ],
  after: [],
} satisfies NetworkValue['block'];

const leaky = {
  layers: [
    { layer: 'conv', kernel: 3, divide: 1 },
    { layer: 'norm' },
    { layer: 'leaky-relu', slope: 0.1 },
  ],
  after: [],
} satisfies NetworkValue['block'];

/**
 * Initial values, with scales, shifts, biases and running statistics moved away from 1 and 0, so
 * that no mistake in them hides.
 */
export function unevenValues(plan: NetworkPlan, seed = 1): Record<string, ParameterValues> {
  const values = initialise(plan, seed);
  for (const [name, { values: v }] of Object.entries(values)) {
    if (name.endsWith('weight')) continue;
    const random = Random.of(seed, 'uneven', name);
    const least = name.endsWith('variance') ? -0.4 : -Infinity;
    v.forEach((x, i) => (v[i] = x + Math.max(least, 0.3 * random.normal())));
  }
  return values;
}

export function tensorsOf(values: Readonly<Record<string, ParameterValues>>): Tensors {
  return Object.fromEntries(
    Object.entries(values).map(([name, p]) => [name, tf.tensor(p.values, [...p.shape])]),
  );
}

export interface HostBatch {
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

export function hostBatch(plan: NetworkPlan, count: number, seed = 1): HostBatch {
  const random = Random.of(seed, 'batch');
  const size = plan.input.reduce((a, b) => a * b, count);
  return {
    images: Float32Array.from({ length: size }, () => random.normal()),
    labels: Int32Array.from({ length: count }, () => random.below(plan.classes)),
  };
}

export function batchTensors(plan: NetworkPlan, { images, labels }: HostBatch) {
  return {
    images: tf.tensor(images, [labels.length, ...plan.input]),
    labels: tf.tensor1d(labels, 'int32') as Tensor,
  };
}

/** ‖a - b‖ / ‖b‖ in double precision. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference += ((a[i] ?? NaN) - (b[i] ?? NaN)) ** 2;
    size += (b[i] ?? NaN) ** 2;
  }
  return Math.sqrt(difference) / Math.max(Math.sqrt(size), 1e-30);
}
