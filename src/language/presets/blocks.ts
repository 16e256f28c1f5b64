import type { LayerValue } from '../layers/index.ts';
import type { BlockValue, NetworkValue } from '../values.ts';

const norm: LayerValue = { layer: 'norm' };
const relu: LayerValue = { layer: 'relu' };
const bias: LayerValue = { layer: 'bias' };
const scale: LayerValue = { layer: 'scale' };
const conv = (kernel: number, divide = 1): LayerValue => ({ layer: 'conv', kernel, divide });

export interface BlockPreset {
  readonly name: string;
  readonly doc: string;
  readonly block: BlockValue;
  /** What the stem and the head of a network of such blocks have after and before their convolution. */
  readonly stem: readonly LayerValue[];
  readonly head: readonly LayerValue[];
  /** What `gate` is where the text says nothing. */
  readonly gate?: NetworkValue['gate'];
}

/** Our choice; Srivastava et al. ask for a negative bias. */
export const defaultGate = { bias: -1 } as const;

export const preactivation: BlockPreset = {
  name: 'preactivation',
  doc: 'norm, relu, conv 3, norm, relu, conv 3; nothing after the addition (ResNet v2; multi-level paper, eq. 1).',
  block: { layers: [norm, relu, conv(3), norm, relu, conv(3)], after: [] },
  stem: [],
  head: [norm, relu],
};

export const postactivation: BlockPreset = {
  name: 'postactivation',
  doc: 'conv 3, norm, relu, conv 3, norm; relu after the addition (ResNet v1).',
  block: { layers: [conv(3), norm, relu, conv(3), norm], after: [relu] },
  stem: [norm, relu],
  head: [],
};

export const bottleneckBlock: BlockPreset = {
  name: 'bottleneck',
  doc: 'norm, relu, conv 1/4, norm, relu, conv 3/4, norm, relu, conv 1 (ResNet v2 bottleneck).',
  block: {
    layers: [norm, relu, conv(1, 4), norm, relu, conv(3, 4), norm, relu, conv(1)],
    after: [],
  },
  stem: [],
  head: [norm, relu],
};

export const plainBlock: BlockPreset = {
  name: 'plain',
  doc: 'conv 3, norm, relu, conv 3, norm, relu: the plain counterpart of a residual block; meant for `shortcut: none`.',
  block: { layers: [conv(3), norm, relu, conv(3), norm, relu], after: [] },
  stem: [norm, relu],
  head: [],
};

export const fixupBlock: BlockPreset = {
  name: 'fixup',
  doc: 'bias, conv 3, bias, relu, bias, conv 3, scale, bias; relu after the addition: a block that needs no normalisation, meant for `init: fixup` (Zhang et al., ICLR 2019).',
  block: {
    layers: [bias, conv(3), bias, relu, bias, conv(3), scale, bias],
    after: [relu],
  },
  stem: [bias, relu],
  head: [bias],
};

export const warpBlock: BlockPreset = {
  name: 'warpnet',
  doc: 'norm, conv 3, norm, relu, conv 3, norm; nothing after the addition (Fok et al., ICLR 2018, from the released code).',
  block: { layers: [norm, conv(3), norm, relu, conv(3), norm], after: [] },
  stem: [norm, relu],
  head: [norm, relu],
};

export const highwayBlock: BlockPreset = {
  name: 'highway',
  doc: 'conv 3 bias, relu, mixed with the state by a learned gate: T·H(x) + (1 − T)·x (Srivastava et al., arXiv 1505.00387). Brings `gate: highway`.',
  block: { layers: [{ layer: 'conv', kernel: 3, divide: 1, bias: true }, relu], after: [] },
  stem: [relu],
  head: [],
  gate: defaultGate,
};

/** Blocks that `block:` can name. */
export const blockPresets: ReadonlyMap<string, BlockPreset> = new Map(
  [
    preactivation,
    postactivation,
    bottleneckBlock,
    plainBlock,
    fixupBlock,
    warpBlock,
    highwayBlock,
  ].map(b => [b.name, b]),
);
