import { normDefinitions, type Column, type TableSchema } from '../base/index.ts';

/* Columns of several tables. */

const step: Column = {
  name: 'step',
  type: 'int32',
  nullable: false,
  unit: 'steps',
  definition: 'optimiser steps done',
};

const epoch: Column = {
  name: 'epoch',
  type: 'float64',
  nullable: false,
  unit: 'epochs',
  definition: 'passes over the training set done',
};

const seconds: Column = {
  name: 'seconds',
  type: 'float64',
  nullable: false,
  unit: 's',
  definition: 'wall time since the process began training, without earlier runs',
};

/** metrics.arrows of a training: one row per training step, and one per evaluation (`split` tells). */
export const metricsSchema: TableSchema = {
  table: 'metrics',
  columns: [
    step,
    epoch,
    seconds,
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
      definition:
        'residual blocks of the network; of two evaluations at one step the one with fewer is right before a growth, the other right after it',
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

/** What happens to a training besides steps, evaluations and checkpoints. */
export const eventKinds = [
  'growth',
  'restart',
  'projection',
  'resume',
  'early stop',
  'divergence',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** events.arrows of a training: one row per event, written when it happens; there from its beginning, if empty. */
export const eventsSchema: TableSchema = {
  table: 'events',
  columns: [
    {
      name: 'step',
      type: 'int32',
      nullable: false,
      unit: 'steps',
      definition: 'optimiser steps done when it happened',
    },
    epoch,
    seconds,
    {
      name: 'time',
      type: 'utf8',
      nullable: false,
      unit: '',
      definition: 'ISO 8601, by the clock of its machine',
    },
    {
      name: 'kind',
      type: 'utf8',
      nullable: false,
      unit: '',
      definition:
        'growth: every stage doubles its blocks and h is halved; restart: the rate begins a new cycle without a growth; ' +
        'resume: the training goes on here from a checkpoint of another run; early stop: asked to stop before its planned end; ' +
        'divergence: loss or gradient of the next step is not finite; projection: a constraint moved weights (reserved)',
    },
    ...beforeAndAfter('blocks', 'int32', 'blocks', 'residual blocks of the network', false),
    ...beforeAndAfter('h', 'float64', '', 'step size h of the network', false),
    ...beforeAndAfter('rate', 'float32', '', 'learning rate of the nearest step', true),
    ...beforeAndAfter(
      'test_loss',
      'float32',
      'nats',
      'mean cross-entropy on test data with running statistics',
      true,
    ),
    ...beforeAndAfter(
      'test_accuracy',
      'float32',
      '',
      'share of test examples whose largest logit is their class',
      true,
    ),
    {
      name: 'text',
      type: 'utf8',
      nullable: true,
      unit: '',
      definition:
        'resume: the run that it goes on from; divergence: the block, stem, head or input where it began, if found',
    },
  ],
};

/** Two columns of one quantity: right before an event and right after it. */
function beforeAndAfter(
  name: string,
  type: 'int32' | 'float32' | 'float64',
  unit: string,
  what: string,
  nullable: boolean,
): Column[] {
  return ['before', 'after'].map(when => ({
    name: `${name}_${when}`,
    type,
    nullable,
    unit,
    definition: `${what}, right ${when} it`,
  }));
}

/** blocks.arrows: L+1 rows per recorded step; row L has only the last state and its gradient. */
export const blocksSchema: TableSchema = {
  table: 'blocks',
  columns: [
    step,
    {
      name: 'block',
      type: 'int32',
      nullable: false,
      unit: 'blocks',
      definition: normDefinitions.block,
    },
    {
      name: 'state',
      type: 'float32',
      nullable: true,
      unit: '',
      definition: normDefinitions.state,
    },
    {
      name: 'residual',
      type: 'float32',
      nullable: true,
      unit: '',
      definition: normDefinitions.residual,
    },
    {
      name: 'gradient',
      type: 'float32',
      nullable: true,
      unit: '',
      definition: normDefinitions.gradient,
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
