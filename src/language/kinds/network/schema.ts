import { type Static, Type } from '@sinclair/typebox';
import { blockPresets, presets } from '../../presets/index.ts';
import {
  choice,
  closed,
  either,
  integer,
  list,
  number,
  optional,
  truth,
} from '../../../schema/index.ts';
import { gateSchema } from './gate.ts';
import { initSchema } from './init.ts';
import { layerText, layerTexts } from './layerText.ts';
import { stemSchema } from './stem.ts';
import { stepSchema } from './step.ts';
import { transitionSchema } from './transition.ts';
import { warpSchema } from './warp.ts';

const presetNames = [...presets.keys()];
const size = (description: string) => integer({ minimum: 1, maximum: 65_536 }, { description });
const preset = either(
  [
    Type.String({ names: 'preset' }),
    closed(
      {
        ...Object.fromEntries(
          presetNames.map(name => [
            name,
            optional(
              Type.Null({
                description: presets.get(name)?.doc ?? '',
                forms: `Write the family alone and its depth beside it, e.g. \`{${name}, depth: ${presets.get(name)?.defaults.depth ?? 20}}\`.`,
              }),
            ),
          ]),
        ),
        name: optional(choice(presetNames, { description: 'The family.' })),
        depth: optional(
          integer(
            { minimum: 1, maximum: 20_000 },
            { description: 'Layers with weights, as the paper counts them.', examples: [20] },
          ),
        ),
        width: optional(
          integer(
            { minimum: 1, maximum: 4096 },
            { description: 'Filters of the first stage; for `wide` the factor k.', examples: [16] },
          ),
        ),
      },
      { description: 'A family with depth and width.' },
    ),
  ],
  {
    description: `A network of the papers, written out by one line: ${presetNames.map(n => `\`${n}\``).join(', ')}. Other keys of the cell override what it says.`,
    forms: 'Write e.g. `{resnet, depth: 20, width: 16}`.',
  },
);

export const stageSchema = closed(
  {
    blocks: integer(
      { minimum: 1, maximum: 5000 },
      { description: 'Blocks in this stage.', examples: [5] },
    ),
    filters: integer(
      { minimum: 1, maximum: 65_536 },
      { description: 'Channels of the feature maps of this stage.', examples: [16] },
    ),
    stride: optional(
      integer(
        { minimum: 1, maximum: 16 },
        { description: 'The first block divides height and width by this.', default: 1 },
      ),
    ),
  },
  {
    description: 'Blocks of one resolution and width.',
    forms: 'Write a stage as `{blocks: 5, filters: 16, stride: 2}`.',
  },
);

const block = either(
  [
    Type.String({ names: 'block' }),
    list(
      either(
        [
          layerText,
          closed(
            {
              after: either([layerText, layerTexts('Layers after the addition.')], {
                description: 'Layers after the addition.',
                forms: 'Write `after: relu` or `after: [norm, relu]`.',
              }),
            },
            { description: 'Layers after the addition; the last item of the list.' },
          ),
        ],
        {
          description: 'A layer.',
          forms: 'Write a layer as a word, e.g. `norm`, `relu` or `conv 3`.',
        },
      ),
      { minItems: 1, maxItems: 64 },
      { description: 'The residual branch as a list of layers.' },
    ),
  ],
  {
    description: `The residual branch: ${[...blockPresets.keys()].map(n => `\`${n}\``).join(', ')}, or a list of layers, \`after:\` last for layers behind the addition.`,
    default: 'preactivation',
    source: 'Chang et al., ICLR 2018, eq. 1',
    forms: 'Write `preactivation` or a list of layers such as `[norm, relu, conv 3]`.',
  },
);

export const projectionSchema = closed(
  {
    projection: choice(['input', 'preactivation', 'own-preactivation'], {
      description:
        'Where the 1×1 convolution starts: at the input of the block (`input`), behind all that stands before the first convolution of the branch, bias and pooling too, which both share (`preactivation`), or at the input through a norm and relu of its own (`own-preactivation`).',
      examples: ['preactivation'],
    }),
    norm: optional(truth({ description: 'Batch norm after the projection.', default: false })),
  },
  { description: 'A projection in detail.' },
);

const shortcut = either(
  [
    choice(['pad', 'projection', 'none'], {
      description: 'What carries the state past the branch.',
    }),
    projectionSchema,
  ],
  {
    description:
      'What carries the state past the branch where the shape changes: `pad` pools by the stride and adds zero channels (no parameters), `projection` is a 1×1 convolution, `none` has no shortcut at all. The word `projection` alone means `{projection: input, norm: true}` where the branch begins with a convolution, else `{projection: preactivation}`; a preset that has projections keeps its own where `block` is not given.',
    default: 'pad',
    source: 'Chang et al., ICLR 2018, Table 5 (no parameters in shortcuts)',
    forms: 'Write `pad`, `projection`, `none` or `{projection: preactivation}`.',
  },
);

export const networkSchema = closed(
  {
    preset: optional(preset),
    input: optional(
      list(
        size('Pixels or channels.'),
        { minItems: 1, maxItems: 3 },
        {
          description:
            'Height, width and channels of an image; one number, as in `[256]`: the length of a vector, which is an image of one pixel.',
          default: [32, 32, 3],
          source: 'CIFAR',
          forms:
            'Write height, width and channels, e.g. `[32, 32, 3]`, or the length of a vector, e.g. `[256]`.',
        },
      ),
    ),
    classes: optional(
      integer(
        { minimum: 2, maximum: 100_000 },
        { description: 'Classes to tell apart.', default: 10, source: 'CIFAR-10' },
      ),
    ),
    stem: optional(stemSchema),
    stages: optional(
      list(
        stageSchema,
        { minItems: 1, maxItems: 64 },
        {
          description: 'Stages in order.',
          forms: 'Write a list of stages, e.g. `[{blocks: 5, filters: 16}]`.',
        },
      ),
    ),
    block: optional(block),
    shortcut: optional(shortcut),
    gate: optional(gateSchema),
    transition: optional(transitionSchema),
    step: optional(stepSchema),
    'stochastic-depth': optional(
      number(
        { exclusiveMinimum: 0, maximum: 1 },
        {
          description:
            'P: probability that a training step keeps the last block; block l of L is kept with 1 − (l/L)(1 − P), and under evaluation residuals are multiplied by that. Default: all blocks are kept.',
          source: 'Huang et al., ECCV 2016 (0.5 there)',
          examples: [0.5],
        },
      ),
    ),
    warp: optional(warpSchema),
    padding: optional(
      choice(['symmetric', 'same'], {
        description:
          'Zeros around a map before a K×K convolution: `symmetric` puts ⌊(K−1)/2⌋ before and ⌊K/2⌋ behind in each direction (odd K: K/2 on each side; even K: one more behind), whatever the stride, as He et al., Torch, PyTorch and Chainer do; `same` puts only as many as ⌈size/stride⌉ values need, the smaller half before (TensorFlow). The size of the output is the same, and at stride 1 so are the values; at stride 2 on an even size a 3×3 kernel has one zero on each side (`symmetric`), or none before and one behind (`same`). Weights trained with one do not carry over to the other. Runs and checkpoints from before there was a choice are `same`.',
        default: 'symmetric',
        source: 'He et al., CVPR 2016',
      }),
    ),
    norm: optional(
      choice(['batch', 'none'], {
        description:
          'What a `norm` layer is; with `none` it is left out, and no bias takes its place.',
        default: 'batch',
      }),
    ),
    init: optional(initSchema),
    'max-norm': optional(
      number(
        { exclusiveMinimum: 0 },
        {
          description:
            'After each step the incoming weights of a unit are scaled down to this L2 norm if they exceed it (Oyedotun et al., ICPR 2020). Default: off. The slides do not state their value.',
          examples: [2],
        },
      ),
    ),
    head: optional(
      layerTexts(
        'Layers before global average pooling; default: what a named block brings (see Blocks). Behind a list of layers: the norms and activations in front of its first convolution, or none.',
      ),
    ),
  },
  {
    description: 'A network: stem, stages of residual blocks, global average pooling, dense layer.',
  },
);

export type NetworkText = Static<typeof networkSchema>;
