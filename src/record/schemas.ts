import type { TableSchema } from '../base/index.ts';

/** metrics.arrows of a training: one row per training step, and one per evaluation (`split` tells). */
export const metricsSchema: TableSchema = {
  table: 'metrics',
  columns: [
    {
      name: 'step',
      type: 'int32',
      nullable: false,
      unit: 'steps',
      definition: 'optimiser steps done',
    },
    {
      name: 'epoch',
      type: 'float64',
      nullable: false,
      unit: 'epochs',
      definition: 'passes over the training set done',
    },
    {
      name: 'seconds',
      type: 'float64',
      nullable: false,
      unit: 's',
      definition: 'wall time since the process began training, without earlier runs',
    },
    {
      name: 'split',
      type: 'utf8',
      nullable: false,
      unit: '',
      definition:
        'train: one batch, before its update; validation, test: the whole split with running statistics',
    },
    {
      name: 'loss',
      type: 'float32',
      nullable: true,
      unit: 'nats',
      definition: 'mean cross-entropy per example, without weight decay',
    },
    {
      name: 'accuracy',
      type: 'float32',
      nullable: true,
      unit: '',
      definition: 'share of examples whose largest logit is their class',
    },
    {
      name: 'rate',
      type: 'float32',
      nullable: true,
      unit: '',
      definition: 'learning rate of this step',
    },
    {
      name: 'images_per_second',
      type: 'float32',
      nullable: true,
      unit: 'images/s',
      definition: 'training examples per second of wall time since the last row of this split',
    },
    {
      name: 'blocks',
      type: 'int32',
      nullable: false,
      unit: 'blocks',
      definition: 'residual blocks of the network at this step; a change is a growth',
    },
    {
      name: 'gradient_norm',
      type: 'float32',
      nullable: true,
      unit: '',
      definition:
        'L2 norm of the gradient of the mean batch loss by all trainable parameters, before clipping, without weight decay',
    },
  ],
};

/** blocks.arrows: L+1 rows per recorded step; row L has only the last state and its gradient. */
export const blocksSchema: TableSchema = {
  table: 'blocks',
  columns: [
    {
      name: 'step',
      type: 'int32',
      nullable: false,
      unit: 'steps',
      definition: 'optimiser steps done',
    },
    {
      name: 'block',
      type: 'int32',
      nullable: false,
      unit: 'blocks',
      definition: 'block index from 0; L stands for the output of the last block',
    },
    {
      name: 'state',
      type: 'float32',
      nullable: true,
      unit: '',
      definition:
        "L2 norm of one sample's feature map at the input of the block, behind a transition that leads to it, averaged over samples",
    },
    {
      name: 'residual',
      type: 'float32',
      nullable: true,
      unit: '',
      definition:
        "L2 norm of one sample's residual as added (after h, learned scales and, with stochastic depth, 0 where the step drops the block), averaged over samples",
    },
    {
      name: 'gradient',
      type: 'float32',
      nullable: true,
      unit: '',
      definition:
        "L2 norm of B times the gradient of the mean batch loss by one sample's feature map at the input of the block, averaged over samples; no weight decay; with batch statistics samples couple",
    },
    {
      name: 'output_gradient',
      type: 'float32',
      nullable: true,
      unit: '',
      definition:
        'the same at the output of the block, in front of a transition that follows it; null for row L',
    },
  ],
};

/** device.arrows: what `nvidia-smi` answered, where it answers. */
export const deviceSchema: TableSchema = {
  table: 'device',
  columns: [
    {
      name: 'seconds',
      type: 'float64',
      nullable: false,
      unit: 's',
      definition: 'wall time since the process began training',
    },
    {
      name: 'memory',
      type: 'float64',
      nullable: true,
      unit: 'bytes',
      definition: 'GPU memory in use, all processes',
    },
    {
      name: 'utilisation',
      type: 'float32',
      nullable: true,
      unit: '',
      definition: 'share of the last sample period in which a kernel ran, 0 to 1',
    },
  ],
};
