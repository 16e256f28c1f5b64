import type { LayerPlan, ParameterPlan, Shape } from '../../language/index.ts';
import {
  type BlockPlan,
  type NetworkPlan,
  type ShortcutPlan,
  weightLaws,
  zeroAtStart,
} from '../../network/index.ts';
import {
  activated,
  combined,
  connected,
  convolved,
  diluted,
  evened,
  evenMoments,
  type LawBlock,
  leakyReluMoments,
  meanSquare,
  meanVariance,
  type Moments,
  momentsOf,
  normalised,
  pooled,
  smoothActivations,
  varianceLaw,
} from '../../theory/index.ts';

/** fan-in times the variance of the weights at the start: what a layer multiplies a second moment by. */
export function weightGain(weight: ParameterPlan, lawOf: LawOf): number {
  const fanIn = weight.shape.slice(0, -1).reduce((a, b) => a * b, 1);
  return fanIn * lawOf(weight).variance;
}

type LawOf = ReturnType<typeof weightLaws>;

/** What states are expected to be at the start, before any training; inputs of mean 0 and mean square 1. */
export interface VariancePrediction {
  /** Mean square of state l, l = 0 to L: what enters block l + 1, in the end what the last block gives. */
  readonly meanSquare: readonly number[];
  /** The same of the variance over draws and images: without the mean that ReLUs make. */
  readonly variance: readonly number[];
  /**
   * Factors by which the blocks alone change mean square and variance of a state that is the same at
   * every pixel: what the papers' laws are about, whatever the stem has done at the borders.
   */
  readonly growth: number;
  readonly varianceGrowth: number;
  /** What the papers' law for dense layers says, by state, relative to the first; null: none fits. */
  readonly law: VarianceLaw | null;
}

export interface VarianceLaw {
  readonly block: LawBlock;
  readonly states: readonly number[];
  readonly growth: number;
  /** The paper promises at least this much. */
  readonly isBound: boolean;
}

/** Pixels times layers up to which a prediction is made while somebody types. */
const mostPixels = 4e6;

/** An integral over a normal distribution costs as much as so many pixels. */
const costOfIntegral = 10;

/**
 * The recursion of the second moment, pixel by pixel, with the zeros, strides and shortcuts of the plan
 * (`theory/moments.ts`). Null where something has no such theory: gates, max pooling, groups of blocks,
 * shapes that do not add up; and where maps are too large to be followed while somebody types.
 */
export function predictVariance(plan: NetworkPlan): VariancePrediction | null {
  const found = predictions.get(plan);
  if (found !== undefined) return found;
  const prediction = isPredictable(plan) ? predict(plan) : null;
  predictions.set(plan, prediction);
  return prediction;
}

const predictions = new WeakMap<NetworkPlan, VariancePrediction | null>();

function predict(plan: NetworkPlan): VariancePrediction | null {
  const walk = new Walk(plan);
  const start = walk.layers(plan.stem, evenMoments(plan.input[0], plan.input[1]));
  const states = walk.blocks(plan.blocks, start);
  const even = walk.blocks(plan.blocks, evened(start));
  if (states === null || even === null) return null;
  const count = plan.blocks.length + 1;
  const [squares, variances] = [meanSquare, meanVariance].map(of => upTo(count, states.map(of)));
  const [growth, varianceGrowth] = [meanSquare, meanVariance].map(of => {
    const values = upTo(count, even.map(of));
    return (values.at(-1) ?? NaN) / (values[0] ?? NaN);
  });
  if (growth === undefined || varianceGrowth === undefined || Number.isNaN(growth)) return null;
  return {
    meanSquare: squares ?? [],
    variance: variances ?? [],
    growth,
    varianceGrowth,
    law: lawOfPapers(plan),
  };
}

/** What explodes is not followed to the end. */
function upTo(count: number, values: readonly number[]): number[] {
  return Array.from({ length: count }, (_, l) => values[l] ?? Infinity);
}

/** Beyond it products leave the range of numbers. */
const largest = 1e100;

function isPredictable(plan: NetworkPlan): boolean {
  const lists = plan.blocks.flatMap(b => [b.enter ?? [], b.branch, b.after, shortcutLayers(b)]);
  const layers = [plan.stem, ...lists].flat();
  const pixels = layers.reduce(
    (sum, { layer, in: [height, width] }) =>
      sum + height * width * (layer in smoothActivations ? costOfIntegral : 1),
    0,
  );
  return (
    plan.warp === undefined &&
    pixels <= mostPixels &&
    plan.blocks.every(block => !('gate' in block)) &&
    layers.every(l => l.layer !== 'max-pool')
  );
}

function shortcutLayers({ shortcut }: { readonly shortcut: ShortcutPlan }): readonly LayerPlan[] {
  return shortcut.kind === 'projection' ? shortcut.layers : [];
}

class Walk {
  readonly #lawOf: LawOf;
  readonly #zero: ReadonlySet<string>;

  constructor(plan: NetworkPlan) {
    this.#lawOf = weightLaws(plan);
    this.#zero = zeroAtStart(plan);
  }

  layers(layers: readonly LayerPlan[], input: Moments): Moments {
    return layers.reduce((x, layer) => this.#layer(layer, x), input);
  }

  /** What enters each block, in the end what the last one gives; null where sums have two shapes. */
  blocks(blocks: readonly BlockPlan[], start: Moments): Moments[] | null {
    const states: Moments[] = [];
    let x = start;
    for (const block of blocks) {
      if (block.enter !== undefined) x = this.layers(block.enter, x);
      states.push(x);
      if (meanSquare(x) > largest) return states;
      const next = this.#block(block, x);
      if (next === null) return null;
      x = next;
    }
    return [...states, x];
  }

  #block(block: BlockPlan, x: Moments): Moments | null {
    const { branch, after, shortcut } = block;
    const shared = shortcut.kind === 'projection' ? shortcut.from : 0;
    const start = this.layers(branch.slice(0, shared), x);
    const residual = this.layers(branch.slice(shared), start);
    const h = block.step * (block.scale?.initial ?? 1);
    if (shortcut.kind === 'none') return this.layers(after, combined(residual, residual, h, 0));
    const past = this.#past(block, x, start);
    if (past.height !== residual.height || past.width !== residual.width) return null;
    const sum = combined(past, residual, 1, h);
    const kept = block.survival ?? 1;
    return this.layers(after, kept === 1 ? sum : mixed(past, sum, kept));
  }

  #past({ shortcut, in: input }: BlockPlan, x: Moments, start: Moments): Moments {
    switch (shortcut.kind) {
      case 'projection':
        return this.layers(shortcut.layers, start);
      case 'pad': {
        const side = (n: number) => Math.floor(n / shortcut.stride);
        const small = pooled(x, shortcut.stride, side(x.height), side(x.width));
        return diluted(small, input[2] / shortcut.channels);
      }
      case 'identity':
      case 'none':
        return x;
    }
  }

  #layer(layer: LayerPlan, x: Moments): Moments {
    const [height, width] = layer.out;
    switch (layer.layer) {
      case 'conv': {
        const { kernel, stride, pads, weight } = layer;
        const gain = this.#gain(weight);
        const slide = { kernel, stride, pads, height, width };
        if (this.#lawOf(weight).law !== 'delta-orthogonal') return convolved(x, slide, gain);
        // All weight is at the centre, which no border takes away.
        const centre = Math.floor((kernel - 1) / 2);
        const [top, , left] = pads;
        const point = [top - centre, 0, left - centre, 0] as const;
        return convolved(x, { ...slide, kernel: 1, pads: point }, gain);
      }
      case 'dense':
        return connected(x, this.#gain(layer.weight));
      case 'flatten':
        return { height: 1, width: 1, ...averages(x) };
      case 'norm':
        return this.#zero.has(layer.gamma.name) ? evenMoments(height, width, 0) : normalised(x);
      case 'relu':
        return activated(x, leakyReluMoments(0));
      case 'leaky-relu':
        return activated(x, leakyReluMoments(layer.slope));
      case 'dropout':
        return { ...x, second: x.second.map(q => q / (1 - layer.rate)) };
      case 'pool':
        return layer.stride === 1 ? x : pooled(x, layer.stride, height, width);
      case 'tanh':
      case 'sigmoid':
      case 'gelu':
      case 'silu':
        return activated(x, momentsOf(smoothActivations[layer.layer]));
      case 'max-pool':
        throw new Error('isPredictable lets no max pooling through');
      case 'identity':
      case 'tile':
      case 'bias':
      case 'scale':
        return x;
    }
  }

  #gain(weight: ParameterPlan): number {
    return this.#zero.has(weight.name) ? 0 : weightGain(weight, this.#lawOf);
  }
}

/** Of one with this probability, else of the other. */
function mixed(without: Moments, whole: Moments, kept: number): Moments {
  const mix = (a: Float64Array, b: Float64Array) =>
    a.map((v, i) => (1 - kept) * v + kept * (b[i] ?? 0));
  return {
    ...whole,
    mean: mix(without.mean, whole.mean),
    second: mix(without.second, whole.second),
  };
}

function averages({ mean, second }: Moments): Pick<Moments, 'mean' | 'second'> {
  const average = (values: Float64Array) =>
    Float64Array.of(values.reduce((sum, v) => sum + v, 0) / values.length);
  return { mean: average(mean), second: average(second) };
}

/** Networks of equal blocks of one layer with weights, and at most one ReLU before or behind it. */
function lawOfPapers(plan: NetworkPlan): VarianceLaw | null {
  const [first] = plan.blocks;
  if (first === undefined) return null;
  const { shortcut, branch, after, step, scale, survival } = first;
  const isPlain = shortcut.kind === 'none';
  const layers = branch.filter(l => l.layer !== 'identity');
  const names = layers.map(l => (l.layer === 'dense' ? 'conv' : l.layer)).join(' ');
  const block = (isPlain ? plainForms : residualForms)[names];
  const weight = branch.find(l => l.layer === 'conv' || l.layer === 'dense')?.weight;
  if (block === undefined || weight === undefined) return null;
  if (!isPlain && shortcut.kind !== 'identity') return null;
  if (after.length > 0 || step !== 1 || scale !== undefined || survival !== undefined) return null;
  const lawOf = weightLaws(plan);
  const isZero = plan.init.kind === 'zero-last' || plan.init.kind === 'fixup';
  const form = formOf(first);
  const isEqual = plan.blocks.every(b => formOf(b) === form && sameSize(b.in, first.out));
  if (isZero || !isEqual) return null;
  const states = varianceLaw(block, weightGain(weight, lawOf), plan.blocks.length);
  return { block, states, growth: states.at(-1) ?? NaN, isBound: block === 'relu' };
}

const residualForms: Readonly<Record<string, LawBlock>> = {
  conv: 'identity',
  'conv relu': 'relu',
  'relu conv': 'relu-first',
};
const plainForms: Readonly<Record<string, LawBlock>> = {
  conv: 'plain',
  'conv relu': 'plain-relu',
  'relu conv': 'plain-relu',
};

function formOf({ branch, after, shortcut, step, enter }: BlockPlan): string {
  const form = { branch, after, shortcut, step, enter };
  return JSON.stringify(form, (key, value: unknown) => (key === 'name' ? undefined : value));
}

function sameSize(a: Shape, b: Shape): boolean {
  return a.join() === b.join();
}
