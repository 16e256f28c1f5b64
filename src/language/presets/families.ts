import { bottleneckBlock, plainBlock, postactivation, preactivation } from './blocks.ts';
import { plainDefaults, type PresetDescriptor, threeStages } from './preset.ts';

export const resnet: PresetDescriptor = {
  preset: 'resnet',
  doc: 'Pre-activation network of basic blocks, depth 6n+2, zero-padded shortcuts (Chang et al., ICLR 2018, Section 5 and Table 5). Width 32 gives their WResNet, whose stem is widened too.',
  defaults: { depth: 20, width: 16 },
  depth: { perBlock: 6, extra: 2 },
  widthDoc: 'filters of the stem and of the first stage',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: { filters: width, kernel: 3, stride: 1, layers: preactivation.stem },
    stages: threeStages(n, width),
    block: preactivation.block,
    head: { layers: preactivation.head },
  }),
};

export const resnetV1: PresetDescriptor = {
  preset: 'resnet-v1',
  doc: 'Post-activation network of basic blocks, depth 6n+2, zero-padded shortcuts (He et al., CVPR 2016, the CIFAR-10 networks).',
  defaults: { depth: 20, width: 16 },
  depth: { perBlock: 6, extra: 2 },
  widthDoc: 'filters of the stem and of the first stage',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: { filters: width, kernel: 3, stride: 1, layers: postactivation.stem },
    stages: threeStages(n, width),
    block: postactivation.block,
    head: { layers: postactivation.head },
  }),
};

export const bottleneck: PresetDescriptor = {
  preset: 'bottleneck',
  doc: 'Pre-activation bottleneck network, depth 9n+2: stages of 4·width, 8·width and 16·width filters (He et al., ECCV 2016, the CIFAR networks). Stem followed by norm and relu, and 1×1 convolution shortcuts with a norm and relu of their own where the shape changes, as in the baselines of the norm-preservation paper: 1,703,706 parameters at depth 164.',
  defaults: { depth: 164, width: 16 },
  depth: { perBlock: 9, extra: 2 },
  widthDoc: 'filters of the stem; a stage has four times as many at its ends',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: { filters: width, kernel: 3, stride: 1, layers: postactivation.stem },
    stages: threeStages(n, 4 * width),
    block: bottleneckBlock.block,
    shortcut: 'projection',
    projectionFrom: 'own-preactivation',
    head: { layers: bottleneckBlock.head },
  }),
};

export const wide: PresetDescriptor = {
  preset: 'wide',
  doc: 'Wide residual network, depth 6n+4, width factor k: stem of 16 filters, stages of 16k, 32k and 64k, 1×1 convolution shortcuts on the activated input where the shape changes (Zagoruyko and Komodakis, BMVC 2016). `{wide, depth: 28, width: 10}` is WRN-28-10.',
  defaults: { depth: 28, width: 10 },
  depth: { perBlock: 6, extra: 4 },
  widthDoc: 'the factor k: stages have 16k, 32k and 64k filters',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: { filters: 16, kernel: 3, stride: 1, layers: preactivation.stem },
    stages: threeStages(n, 16 * width),
    block: preactivation.block,
    shortcut: 'projection',
    projectionFrom: 'preactivation',
    head: { layers: preactivation.head },
  }),
};

export const plain: PresetDescriptor = {
  preset: 'plain',
  doc: 'Network without shortcuts, depth 6n+2: the layers of a residual network of this depth in one chain (He et al., CVPR 2016, the plain CIFAR-10 networks).',
  defaults: { depth: 20, width: 16 },
  depth: { perBlock: 6, extra: 2 },
  widthDoc: 'filters of the stem and of the first stage',
  expand: ({ input, classes, width }, n) => ({
    ...plainDefaults,
    input,
    classes,
    stem: { filters: width, kernel: 3, stride: 1, layers: plainBlock.stem },
    stages: threeStages(n, width),
    block: plainBlock.block,
    shortcut: 'none',
    head: { layers: plainBlock.head },
  }),
};
