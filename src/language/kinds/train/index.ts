import { withDefaults } from '../../../schema/index.ts';
import type { TrainValue } from '../../values.ts';
import type { KindDescriptor, Report } from '../kind.ts';
import { checkAscending } from './ascending.ts';
import { resolveData } from './data.ts';
import { resolveOptimizer } from './optimizer.ts';
import { resolveRate } from './rate.ts';
import { trainSchema, type TrainText } from './schema.ts';

export const train: KindDescriptor<'train', TrainText> = {
  kind: 'train',
  icon: 'pulse',
  hint: 'a training',
  doc: 'A training recipe. Running it trains the network once for each seed.',
  example: [
    'train: base',
    'network: small',
    'data: cifar10',
    'epochs: 160',
    'batch: 100',
    'optimizer: {momentum: 0.9, decay: 2e-4}',
    'rate: {cosine: [0.5, 0.001]}',
    'seeds: [1, 2, 3]',
  ].join('\n'),
  schema: trainSchema,
  resolve,
  references: value => [
    { path: ['network'], name: value.network, to: 'network' },
    ...(value.from === null ? [] : [{ path: ['from'], name: value.from, to: 'weights' as const }]),
  ],
  notInDigest: ['seeds'],
  columns: null,
};

function resolve(text: TrainText, report: Report): TrainValue {
  const given = withDefaults(trainSchema, text);
  const optimizer = resolveOptimizer(text.optimizer, report);
  checkAscending(given.grow?.at ?? [], ['grow', 'at'], report);
  const rate = resolveRate(text.rate, optimizer.kind, report);
  return {
    network: given.network,
    data: resolveData(text.data),
    epochs: given.epochs,
    batch: given.batch,
    optimizer,
    rate,
    warmup: given.warmup,
    labelSmoothing: given['label-smoothing'],
    clip: given.clip,
    grow: given.grow && {
      at: given.grow.at,
      momentum: given.grow.momentum,
      // Only a cosine restarts, and what changes nothing stays out of the digest.
      ...(!given.grow.restart && rate.kind === 'cosine' ? { restart: false as const } : {}),
    },
    seeds: given.seeds,
    precision: given.precision,
    evaluate: given.evaluate,
    norms: given.norms,
    checkpoints: withDefaults(trainSchema.properties.checkpoints, text.checkpoints ?? {}),
    from: given.from,
  };
}
