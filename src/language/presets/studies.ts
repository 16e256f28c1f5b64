import { bottleneckBlock, warpBlock } from './blocks.ts';
import { plainDefaults, type PresetDescriptor, threeStages } from './preset.ts';

export const warpnet: PresetDescriptor = {
  preset: 'warpnet',
  doc: 'WarpNet: pairs of blocks computed side by side by a first-order operator; depth 6n+1 with n blocks a stage, width factor k: stem of 16 filters tiled k times, stages of 16k, 32k and 64k, between stages 2×2 average pooling and tiled channels (Fok et al., ICLR 2018; layout from the released code). 18,615,258 parameters at depth 73 and width 4, in pairs or in threes (`warp: {group: 3}`). `warp: none` is the chain that it approximates.',
  defaults: { depth: 73, width: 4 },
  depth: { perBlock: 6, extra: 1 },
  widthDoc: 'the factor k: stages have 16k, 32k and 64k filters',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: {
      filters: 16,
      kernel: 3,
      stride: 1,
      layers: [...warpBlock.stem, { layer: 'tile', times: width }],
    },
    stages: threeStages(n, 16 * width),
    block: warpBlock.block,
    transition: {
      layers: [
        { layer: 'pool', by: null },
        { layer: 'tile', times: null },
      ],
      preserve: 0,
    },
    warp: { group: 2, operator: 'first-order', devices: 1 },
    head: { layers: warpBlock.head },
  }),
};

export const procrustes: PresetDescriptor = {
  preset: 'procrustes',
  doc: 'Procrustes ResNet: identity bottlenecks of 64, 128 and 256 filters (at width 16), between stages one 1×1 convolution without norm or activation whose kernel is kept norm-preserving, with probability 0.5 a step; depth 9n+4 (Zaeemzadeh et al., arXiv 1805.07477; layout from the released code). 1,715,018 parameters at depth 166.',
  defaults: { depth: 166, width: 16 },
  depth: { perBlock: 9, extra: 4 },
  widthDoc: 'a quarter of the filters of the first stage',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: { filters: 4 * width, kernel: 3, stride: 1, layers: [] },
    stages: threeStages(n, 4 * width),
    block: bottleneckBlock.block,
    transition: { layers: [{ layer: 'conv', kernel: 1, divide: 1 }], preserve: 0.5 },
    head: { layers: bottleneckBlock.head },
  }),
};

export const initialization: PresetDescriptor = {
  preset: 'initialization',
  doc: 'The network of the depth-aware initialisation: blocks of one 8×8 convolution and a relu, without norm, weights of variance 1/(fan-in·L) (Taki, arXiv 1709.02956, the experiment of 100 blocks with 16 channels). The paper’s stem and head are not known to us; a 3×3 stem and a dense layer are our choice, so n blocks have depth n+2.',
  defaults: { depth: 102, width: 16 },
  depth: { perBlock: 1, extra: 2 },
  widthDoc: 'filters of all blocks',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: { filters: width, kernel: 3, stride: 1, layers: [{ layer: 'relu' }] },
    stages: [{ blocks: n, filters: width, stride: 1 }],
    block: { layers: [{ layer: 'conv', kernel: 8, divide: 1 }, { layer: 'relu' }], after: [] },
    norm: 'none',
    init: { kind: 'depth-scaled', c: 1 },
    head: { layers: [] },
  }),
};
