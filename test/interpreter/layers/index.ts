import type { LayerValue } from '../../../src/language/index.ts';
import { gelu, identity, sigmoid, silu, tanh } from './activation.ts';
import { bias } from './bias.ts';
import { conv } from './conv.ts';
import { dense, flatten } from './dense.ts';
import { dropout } from './dropout.ts';
import type { Layer, Place, Rule, Shape } from './layer.ts';
import { maxPool } from './maxPool.ts';
import { norm } from './norm.ts';
import { pool } from './pool.ts';
import { leakyRelu, relu } from './relu.ts';
import { scale } from './scale.ts';
import { tile } from './tile.ts';

export { averagePool } from './pool.ts';
export type { Layer, Parameter, Pass, Shape } from './layer.ts';

/** Every layer of the language; a new one is one file and one entry. */
const rules: { readonly [Name in LayerValue['layer']]: Rule<Name> } = {
  norm,
  relu,
  'leaky-relu': leakyRelu,
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
  'max-pool': maxPool,
  tile,
  bias,
  scale,
};

/** A list of layers in its place. */
export interface ListPlace extends Omit<Place, 'name'> {
  readonly prefix: string;
  /** `conv1` where there is one; else the first has no number. */
  readonly isNumbered: boolean;
  /** `norm: none`: `norm` layers are left out. */
  readonly hasNorm: boolean;
}

export interface LayerList {
  readonly layers: readonly Layer[];
  readonly out: Shape;
  /** The stride that no layer has taken. */
  readonly strideLeft: number;
}

/** One layer in its place. */
export function buildLayer(value: LayerValue, place: Place): Layer {
  const rule = rules[value.layer] as unknown as Rule<'relu'>;
  return rule.build(value as never, place);
}

export function buildList(values: readonly LayerValue[], place: ListPlace): LayerList {
  const counts = new Map<string, number>();
  const layers: Layer[] = [];
  let [shape, strideLeft] = [place.in, place.stride];
  for (const value of values) {
    if (value.layer === 'norm' && !place.hasNorm) continue;
    const rule = rules[value.layer] as unknown as Rule<'relu'>;
    const isStrided =
      typeof rule.isStrided === 'function' ? rule.isStrided(value as never) : rule.isStrided;
    const count = (counts.get(value.layer) ?? 0) + 1;
    counts.set(value.layer, count);
    const number = place.isNumbered || count > 1 ? String(count) : '';
    const layer = rule.build(value as never, {
      in: shape,
      filters: place.filters,
      stride: isStrided ? strideLeft : 1,
      padding: place.padding,
      name: `${place.prefix}.${value.layer}${number}`,
    });
    if (isStrided) strideLeft = 1;
    layers.push(layer);
    shape = layer.out;
  }
  return { layers, out: shape, strideLeft };
}
