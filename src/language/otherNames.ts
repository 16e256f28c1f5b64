import type { AnyStudy } from '../studies/contract/describe.ts';
import { studies } from './studies.ts';

/**
 * What other tools and papers call things that have a name of their own here, in words of lower case
 * joined by hyphens. Several names where it depends on the place.
 */
const general: Readonly<Record<string, readonly string[]>> = {
  lr: ['rate', 'max'],
  'learning-rate': ['rate', 'max'],
  schedule: ['rate'],
  scheduler: ['rate'],
  'lr-schedule': ['rate'],
  'lr-scheduler': ['rate'],
  cosineannealing: ['cosine'],
  'cosine-annealing': ['cosine'],
  multistep: ['steps'],
  milestones: ['at'],
  gamma: ['factor'],
  'weight-decay': ['decay'],
  wd: ['decay'],
  l2: ['decay'],
  'batch-size': ['batch'],
  bs: ['batch'],
  dataset: ['data', 'set'],
  name: ['set'],
  path: ['set'],
  root: ['set'],
  'num-epochs': ['epochs'],
  'max-epochs': ['epochs'],
  'num-classes': ['classes'],
  'n-classes': ['classes'],
  outputs: ['classes'],
  model: ['network'],
  net: ['network'],
  architecture: ['network'],
  arch: ['network'],
  optim: ['optimizer'],
  optimiser: ['optimizer'],
  adam: ['adamw'],
  'random-seed': ['seeds', 'seed'],
  'input-shape': ['input'],
  'input-size': ['input'],
  'image-size': ['input'],
  channels: ['filters'],
  width: ['filters'],
  planes: ['filters'],
  'out-channels': ['filters'],
  features: ['filters'],
  'kernel-size': ['kernel'],
  strides: ['stride'],
  layers: ['blocks', 'depth', 'block'],
  repeat: ['blocks'],
  repeats: ['blocks'],
  'num-blocks': ['blocks'],
  skip: ['shortcut'],
  'skip-connection': ['shortcut'],
  residual: ['shortcut', 'block'],
  identity: ['pad'],
  padding: ['pad'],
  'zero-padding': ['pad'],
  'option-a': ['pad'],
  'option-b': ['projection'],
  conv1x1: ['projection'],
  normalization: ['norm'],
  normalisation: ['norm'],
  bn: ['norm', 'batch'],
  batchnorm: ['norm', 'batch'],
  'batch-norm': ['norm', 'batch'],
  batchnorm2d: ['norm'],
  activation: ['relu'],
  conv2d: ['conv'],
  convolution: ['conv'],
  linear: ['dense', 'identity'],
  'fully-connected': ['dense'],
  fc: ['dense'],
  affine: ['dense'],
  leakyrelu: ['leaky-relu'],
  swish: ['silu'],
  logistic: ['sigmoid'],
  initialization: ['init'],
  initialisation: ['init'],
  initializer: ['init'],
  kaiming: ['he'],
  'kaiming-normal': ['he'],
  'he-normal': ['he'],
  'kaiming-uniform': ['he-uniform'],
  xavier: ['glorot'],
  'xavier-uniform': ['glorot'],
  'glorot-uniform': ['glorot'],
  'drop-path': ['stochastic-depth'],
  droppath: ['stochastic-depth'],
  'survival-probability': ['stochastic-depth'],
  'gradient-clip': ['clip'],
  'grad-clip': ['clip'],
  'clip-norm': ['clip'],
  'smooth-labels': ['label-smoothing'],
  preact: ['preactivation'],
  'pre-activation': ['preactivation'],
  'pre-act': ['preactivation'],
  'post-activation': ['postactivation'],
  resnet: ['network'],
  training: ['train'],
  trainer: ['train'],
  markdown: ['note'],
  text: ['note'],
  val: ['validation'],
  batchsize: ['batch'],
  epoch: ['epochs'],
  epochs: ['at'],
  weightdecay: ['decay'],
  conv: ['projection'],
  '1x1': ['projection'],
  'avg-pool': ['pool'],
  avgpool: ['pool'],
  maxpool: ['max-pool', 'pool'],
  maxpool2d: ['max-pool'],
  maxpooling: ['max-pool'],
  'average-pool': ['pool'],
  pooling: ['pool'],
  taki: ['depth-scaled 1', 'depth-scaled'],
  zero: ['zero-last'],
  'zero-init': ['zero-last'],
  v1: ['postactivation'],
  v2: ['preactivation'],
  wrn: ['wide'],
  'wide-resnet': ['wide'],
  procresnet: ['procrustes'],
  plainnet: ['plain'],
  h: ['step'],
  'step-size': ['step'],
  all: ['each'],
  fp32: ['float32'],
};

/** The same with what studies say that they are called. */
const names = new Map(Object.entries(general));
for (const { kind, aliases } of studies)
  for (const alias of aliases) names.set(alias, [...(names.get(alias) ?? []), kind]);

/** The names that this language has for a word of another tool, the likeliest first; none for most words. */
export function ownNamesOf(word: string): readonly string[] {
  return names.get(plainWord(word)) ?? [];
}

/** The kinds of studies that people call so, none likelier than another. */
export function studiesCalled(
  word: string,
  all: readonly Pick<AnyStudy, 'kind' | 'aliases'>[] = studies,
): readonly string[] {
  return all.filter(({ aliases }) => aliases.includes(plainWord(word))).map(({ kind }) => kind);
}

function plainWord(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, '-');
}
