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
  const optimizer = resolveOptimizer(text.optimizer, report);
  checkAscending(text.grow?.at ?? [], ['grow', 'at'], report);
  const rate = resolveRate(text.rate, optimizer.kind, report);
  const grow = text.grow && {
    at: text.grow.at,
    momentum: text.grow.momentum ?? ('zero' as const),
    // Only a cosine restarts, and what changes nothing stays out of the digest.
    ...(text.grow.restart === false && rate.kind === 'cosine' ? { restart: false as const } : {}),
  };
  return {
    network: text.network,
    data: resolveData(text.data),
    epochs: text.epochs ?? 160,
    batch: text.batch ?? 100,
    optimizer,
    rate,
    warmup: text.warmup ?? 0,
    labelSmoothing: text['label-smoothing'] ?? 0,
    clip: text.clip ?? null,
    grow: grow ?? null,
    seeds: text.seeds ?? [1],
    precision: text.precision ?? 'float32',
    evaluate: text.evaluate ?? 1,
    norms: text.norms ?? 100,
    checkpoints: {
      every: text.checkpoints?.every ?? 1,
      keep: text.checkpoints?.keep ?? 2,
      best: text.checkpoints?.best ?? true,
    },
    from: text.from ?? null,
  };
}
