import {
  type ActivationPlan,
  type ActivationValue,
  gelu,
  identity,
  sigmoid,
  silu,
  tanh,
} from './activation.ts';
import { bias, type BiasPlan, type BiasValue } from './bias.ts';
import { type ConvPlan, type ConvValue, conv } from './conv.ts';
import { dense, type DensePlan, type DenseValue } from './dense.ts';
import { type DropoutPlan, type DropoutValue, dropout } from './dropout.ts';
import { flatten, type FlattenPlan, type FlattenValue } from './flatten.ts';
import type { LayerDescriptor } from './layer.ts';
import { type LeakyReluPlan, type LeakyReluValue, leakyRelu } from './leakyRelu.ts';
import { maxPool, type MaxPoolPlan, type MaxPoolValue } from './maxPool.ts';
import { type NormPlan, type NormValue, norm } from './norm.ts';
import { pool, type PoolPlan, type PoolValue } from './pool.ts';
import { type ReluPlan, type ReluValue, relu } from './relu.ts';
import { scale, type ScalePlan, type ScaleValue } from './scale.ts';
import { tile, type TilePlan, type TileValue } from './tile.ts';

export { padsOf, type Pads, type PaddingValue } from './padding.ts';
export type { LayerContext, LayerDescriptor, LayerText, ParameterPlan } from './layer.ts';

/** One layer of a block or a stem, as the text says it. */
export type LayerValue =
  | NormValue
  | ReluValue
  | LeakyReluValue
  | ActivationValue
  | ConvValue
  | DenseValue
  | FlattenValue
  | DropoutValue
  | PoolValue
  | MaxPoolValue
  | TileValue
  | BiasValue
  | ScaleValue;

/** One layer with its shapes and parameters. */
export type LayerPlan =
  | NormPlan
  | ReluPlan
  | LeakyReluPlan
  | ActivationPlan
  | ConvPlan
  | DensePlan
  | FlattenPlan
  | DropoutPlan
  | PoolPlan
  | MaxPoolPlan
  | TilePlan
  | BiasPlan
  | ScalePlan;

type AnyDescriptor = LayerDescriptor<LayerValue, LayerPlan>;

/** All block layers by name, in the order in which documentation lists them. */
export const layers: ReadonlyMap<string, AnyDescriptor> = new Map(
  [
    norm,
    relu,
    leakyRelu,
    tanh,
    sigmoid,
    gelu,
    silu,
    identity,
    conv,
    dense,
    flatten,
    dropout,
    pool,
    maxPool,
    tile,
    bias,
    scale,
  ].map(d => [d.layer, d as unknown as AnyDescriptor]),
);

/** The descriptor of a checked layer. */
export function layerDescriptor(layer: LayerValue['layer']): AnyDescriptor {
  const found = layers.get(layer);
  if (found === undefined) throw new Error(`no descriptor for the layer ${layer}`);
  return found;
}

/** Whether this layer is an activation. */
export function isActivation({ layer }: LayerValue | LayerPlan): boolean {
  return layerDescriptor(layer).secondMoment !== undefined;
}

/** Whether this layer has weights: a convolution or a dense layer. */
export function hasWeights({ layer }: LayerValue | LayerPlan): boolean {
  return layer === 'conv' || layer === 'dense';
}

/** Whether this layer takes the stride of its stage, so that none is left for those behind it. */
export function takesStride(layer: LayerValue | LayerPlan): boolean {
  const { strided, takesStride: takes } = layerDescriptor(layer.layer);
  return strided && (takes?.(layer) ?? true);
}
