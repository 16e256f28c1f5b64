import type { LayerValue } from '../layers/index.ts';
import { plainDefaults, type PresetDescriptor } from './preset.ts';

const relu: LayerValue = { layer: 'relu' };
const dropout = (rate: number): LayerValue => ({ layer: 'dropout', rate });
const conv = (kernel: number, more: { filters?: number; ownStride?: number } = {}): LayerValue => ({
  layer: 'conv',
  kernel,
  divide: 1,
  bias: true,
  ...more,
});

const common = {
  ...plainDefaults,
  shortcut: 'none',
  norm: 'none',
} as const;

export const allConv: PresetDescriptor = {
  preset: 'all-cnn',
  doc: 'All-CNN-C: 3×3 convolutions with bias and relu, two of them and one of stride 2 in each of two stages, then a 3×3 and a 1×1 convolution; dropout of 0.2 on the images and 0.5 behind each stage (Springenberg et al., ICLR 2015 workshop, Table 1 and Section 3.1). The paper’s last 1×1 convolution to the classes is the dense layer behind the mean, which is the same but for a relu that the paper has behind it; and all maps are padded. 1,369,738 parameters for 10 classes.',
  defaults: { depth: 9, width: 96 },
  depth: { perBlock: 0, extra: 9 },
  widthDoc: 'filters of the first stage; the second has twice as many',
  expand: ({ input, classes, width }) => ({
    ...common,
    input,
    classes,
    stem: { filters: width, kernel: null, stride: 1, layers: [dropout(0.2)] },
    stages: [
      { blocks: 1, filters: width, stride: 1 },
      { blocks: 1, filters: 2 * width, stride: 1 },
    ],
    block: {
      layers: [conv(3), relu, conv(3), relu, conv(3, { ownStride: 2 }), relu, dropout(0.5)],
      after: [],
    },
    head: { layers: [conv(3), relu, conv(1), relu] },
  }),
};

export const networkInNetwork: PresetDescriptor = {
  preset: 'nin',
  doc: 'Network in network: three groups of a wide convolution (5×5, 5×5, 3×3) and two 1×1 convolutions, each with bias and relu, with max pooling by 2 and dropout between them (Lin, Chen and Yan, ICLR 2014; numbers of filters and windows of 3×3 from the released code, which averages in the second pooling). The last 1×1 convolution to the classes is the dense layer behind the mean, which is the same but for a relu that the released code has behind it. 966,986 parameters for 10 classes.',
  defaults: { depth: 9, width: 192 },
  depth: { perBlock: 0, extra: 9 },
  widthDoc:
    'filters of all convolutions but the 1×1 ones of the first group, which have five sixths and half as many',
  expand: ({ input, classes, width }) => {
    const pooled: readonly LayerValue[] = [
      { layer: 'max-pool', kernel: 3, stride: 2 },
      dropout(0.5),
    ];
    const share = (of: number) => Math.max(1, Math.round(width * of));
    return {
      ...common,
      input,
      classes,
      stem: {
        filters: width,
        kernel: null,
        stride: 1,
        layers: [
          conv(5),
          relu,
          conv(1, { filters: share(5 / 6) }),
          relu,
          conv(1, { filters: share(1 / 2) }),
          relu,
          ...pooled,
        ],
      },
      stages: [{ blocks: 1, filters: width, stride: 1 }],
      block: { layers: [conv(5), relu, conv(1), relu, conv(1), relu, ...pooled], after: [] },
      head: { layers: [conv(3), relu, conv(1), relu] },
    };
  },
};
