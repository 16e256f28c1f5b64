import { describe, expect, it } from 'vitest';
import { checkNotebook, knownWorld } from '../../src/checks/index.ts';

const world = { ...knownWorld, deviceMemoryBytes: 16e9 };

/** `code «underlined text» words of the message`, of every diagnostic. */
const problems = (text: string) =>
  checkNotebook(text, world).map(
    d => [`${d.code} «${text.slice(d.range.start, d.range.end)}»`, d.message] as const,
  );

const net = (lines: string) => `network: n\n${lines}\n`;
const stages = 'stages:\n  - {blocks: 2, filters: 16}\n  - {blocks: 2, filters: 32, stride: 2}\n';
const train = (lines: string, network = 'preset: {resnet, depth: 14}') =>
  `network: n\n${network}\n---\ntrain: t\nnetwork: n\ndata: cifar10\n${lines}\n`;
const study = (lines: string, recipe = '') => `${train(recipe)}---\n${lines}\n`;

/** What is wrong, the text, what is underlined with its code, and words that the message must have. */
const mistakes: readonly (readonly [string, string, string, string])[] = [
  ['a depth that the family lacks', net('preset: {resnet, depth: 18}'), 'preset.depth «18»', '20'],
  [
    'a family with its depth',
    net('preset: resnet-20'),
    'preset.unknown «resnet-20»',
    '{resnet, depth: 20}',
  ],
  [
    'a wide network by its name',
    net('preset: WRN-28-10'),
    'preset.unknown «WRN-28-10»',
    '{wide, depth: 28, width: 10}',
  ],
  [
    'a depth behind the family',
    net('preset: {resnet: 20}'),
    'value.type «20»',
    '{resnet, depth: 20}',
  ],
  [
    'a layer by its other name',
    net(`${stages}block: [bn, relu, conv 3]`),
    'layer.unknown «bn»',
    '`norm`',
  ],
  [
    'a kernel without its space',
    net(`${stages}block: [norm, relu, conv3]`),
    'layer.unknown «conv3»',
    '`conv 3`',
  ],
  [
    'a kernel of two numbers',
    net(`${stages}block: [norm, relu, conv 3x3]`),
    'layer.form «conv 3x3»',
    '`conv 3`',
  ],
  [
    'layers without brackets',
    net(`${stages}block: norm, relu, conv 3`),
    'value.unknown «norm, relu, conv 3»',
    '[norm, relu, conv 3]',
  ],
  [
    'a layer that is none',
    net(`${stages}block: [norm, softmax, conv 3]`),
    'layer.unknown «softmax»',
    'Layers are',
  ],
  [
    'the kernel where the divisor goes',
    net(`${stages}block: [norm, relu, conv 4/3]`),
    'filters.indivisible «16»',
    'divide by 3',
  ],
  [
    'a branch that ends too narrow',
    net(`${stages}block: [norm, relu, conv 3/4]`),
    'block.divided-end «conv 3/4»',
    '`conv 3`',
  ],
  [
    'something behind after',
    net(`${stages}block: [norm, relu, conv 3, after: relu, conv 3]`),
    'block.after «after: relu»',
    'last',
  ],
  [
    'channels first',
    net(`input: [3, 32, 32]\n${stages}`),
    'input.order «[3, 32, 32]»',
    '[32, 32, 3]',
  ],
  [
    'channels for filters',
    net('stages: [{blocks: 2, channels: 16}]'),
    'key.unknown «channels»',
    '`filters`',
  ],
  ['stages that are numbers', net('stages: [2]'), 'value.type «2»', '{blocks: 5'],
  [
    'stages that are no list',
    net('stages: {blocks: 2, filters: 16}'),
    'value.type «{blocks: 2, filters: 16}»',
    'list of stages',
  ],
  ['half a block', net('stages: [{blocks: 2.5, filters: 16}]'), 'value.type «2.5»', 'whole number'],
  [
    'an odd size before a halving',
    net(
      'input: [30, 30, 3]\nstages: [{blocks: 2, filters: 8, stride: 2}, {blocks: 2, filters: 16, stride: 2}]',
    ),
    'shape.odd «2»',
    '15',
  ],
  [
    'a stage that narrows',
    net('stages: [{blocks: 2, filters: 64}, {blocks: 2, filters: 32}]'),
    'shape.shortcut «32»',
    'only add channels',
  ],
  [
    'a bottleneck that does not divide',
    net('stages: [{blocks: 2, filters: 18}]\nblock: bottleneck'),
    'filters.indivisible «18»',
    '20',
  ],
  [
    'an activation behind the addition',
    net(`${stages}block: [norm, relu, conv 3, norm, relu, conv 3, after: relu]`),
    'block.two-activations «relu»',
    'remove `after`',
  ],
  ['nothing behind a linear end', net(`${stages}head: []`), 'head.linear «[]»', '[norm, relu]'],
  [
    'an explosion, with its factor',
    net('preset: {resnet, depth: 56}\nnorm: none'),
    'init.explodes «none»',
    // 2^25·1.5² = 7.5e7 without borders.
    '2.2e7-fold over 27 blocks',
  ],
  ['max-norm below the start', net(`${stages}max-norm: 1`), 'max-norm.clips «1»', '1.41'],
  [
    'an initialisation by its other name',
    net(`${stages}init: kaiming`),
    'value.unknown «kaiming»',
    '`he`',
  ],
  [
    'an underscore',
    net(`${stages}stochastic_depth: 0.5`),
    'key.unknown «stochastic_depth»',
    '`stochastic-depth`',
  ],
  ['more than certain', net(`${stages}stochastic-depth: 1.5`), 'value.range «1.5»', 'at most 1'],
  [
    'groups that do not divide',
    net('stages: [{blocks: 5, filters: 16}]\nwarp: {group: 2}'),
    'warp.group «2»',
    '4 or 6',
  ],
  [
    'groups beside a changing block',
    net('preset: {resnet, depth: 26}\nwarp: {group: 2}'),
    'warp.group «2»',
    'besides the first',
  ],
  [
    'a transition that does not halve',
    net(`${stages}transition: [conv 1, tile 2]`),
    'transition.filters «[conv 1, tile 2]»',
    '64 channels',
  ],
  [
    'dropped blocks without shortcuts',
    net(`${stages}shortcut: none\nstochastic-depth: 0.5`),
    'option.plain «0.5»',
    'no residuals',
  ],
  ['Fixup beside batch norm', net(`${stages}init: fixup`), 'init.fixup-norm «fixup»', 'norm: none'],
  ['a kind in capitals', 'Network: n\npreset: resnet\n', 'cell.kind «Network»', '`network`'],
  ['a missing colon', 'network n\npreset: resnet\n', 'yaml.syntax «network n»', 'colon'],
  [
    'a bracket left open',
    net('stages: [{blocks: 2, filters: 16}\nblock: preactivation'),
    'yaml.syntax «b»',
    '`]`',
  ],
  [
    'a missing separator',
    `${net('preset: resnet')}train: t\nnetwork: n\ndata: cifar10\n`,
    'cell.separator «train»',
    '`---`',
  ],
  ['a note that is not indented', 'note: |\ntext: of it\n', 'note.indent «text»', 'indent'],
  ['a tab', 'network: n\nstages:\n\t- {blocks: 2, filters: 8}\n', 'yaml.tab «\t»', 'spaces'],
  [
    'a merge key',
    net('<<: {classes: 5}\npreset: resnet'),
    'key.unknown «<<»',
    'write the keys out',
  ],
  [
    'an undefined network',
    train('').replace('network: n\ndata', 'network: resnet20\ndata'),
    'name.undefined «resnet20»',
    '`n`',
  ],
  ['a study of a network', study('norms: a\nof: n'), 'name.undefined «n»', 'network cell'],
  ['a name given twice', study('norms: t\nof: t'), 'name.duplicate «t»', 'another name'],
  ['weights of itself', train('from: t'), 'name.cycle «t»', 'itself'],
  [
    'an unused network',
    `network: m\npreset: resnet\n---\n${train('')}`,
    'name.unused «m»',
    '`network: m`',
  ],
  ['a learning rate by another name', train('lr: 0.1'), 'key.unknown «lr»', '`rate`'],
  [
    'momentum outside of the optimiser',
    train('momentum: 0.9'),
    'key.unknown «momentum»',
    '`optimizer',
  ],
  [
    'weight decay by its long name',
    train('optimizer: {weight-decay: 1e-4}'),
    'key.unknown «weight-decay»',
    '`decay`',
  ],
  [
    'rates the wrong way round',
    train('rate: {cosine: [0.001, 0.5]}'),
    'rate.order «[0.001, 0.5]»',
    '[0.5, 0.001]',
  ],
  [
    'growth after the end',
    train('epochs: 100\ngrow: {at: [60, 110]}'),
    'grow.outside «110»',
    '100 epochs',
  ],
  [
    'growth of one block',
    train('grow: {at: [60]}', 'stages: [{blocks: 1, filters: 16}]'),
    'grow.one-block «{at: [60]}»',
    'at least 2',
  ],
  [
    'restarts beside growth',
    train('grow: {at: [60]}\nrate: {cosine: [0.5, 0], restarts: [80]}'),
    'rate.restarts «[80]»',
    '60',
  ],
  [
    'decay of factors that start at zero',
    train('optimizer: {decay-on: all}', 'preset: {resnet, depth: 14}\nstep: rezero'),
    'decay.scalars «all»',
    'decay-on: weights',
  ],
  [
    'an unknown data set',
    train('').replace('cifar10', 'CIFAR-10'),
    'data.unknown «CIFAR-10»',
    '`cifar10`',
  ],
  [
    'classes of another set',
    train('', 'preset: resnet\nclasses: 10').replace('cifar10', 'cifar100'),
    'data.classes «10»',
    'classes: 100',
  ],
  [
    'images of another set',
    train('').replace('cifar10', 'mnist'),
    'data.shape «mnist»',
    '[28, 28, 1]',
  ],
  [
    'more memory than there is',
    train('batch: 20000', 'preset: resnet'),
    'memory.exceeds «20000»',
    'GiB',
  ],
  ['a batch in quotes', train('batch: "100"'), 'value.type «"100"»', 'whole number'],
  ['one seed as a number', train('seeds: 3'), 'value.type «3»', '[1, 2, 3]'],
  [
    'more blocks than there are',
    study('lesion: a\nof: t\nremove: [1, 10]'),
    'lesion.too-many «10»',
    '6 blocks',
  ],
  [
    'a path that is too long',
    study('paths: a\nof: t\nlengths: [7]'),
    'paths.too-long «7»',
    'at most 6',
  ],
  ['levels of what does not grow', study('levels: a\nof: t'), 'levels.none «t»', '`grow`'],
  [
    'a study by its former name',
    study('growth: a\nof: t'),
    'cell.renamed «growth»',
    'called `levels` now',
  ],
  ['a comparison of one', study('compare: a\nof: [t]'), 'value.length «[t]»', 'two'],
];

describe('each mistake has one message at its place', () => {
  it.each(mistakes)('%s', (_, text, place, words) => {
    const found = problems(text);
    expect(found.map(([where]) => where)).toEqual([place]);
    expect(found[0]?.[1]).toContain(words);
  });
});

const correct: readonly string[] = [
  net('preset: resnet'),
  net('preset: {resnet, depth: 110}'),
  net('preset: {resnet, depth: 14, width: 32}\nclasses: 100'),
  net('preset: {resnet-v1, depth: 56}\nshortcut: projection'),
  net('preset: {bottleneck, depth: 164}'),
  net('preset: {wide, depth: 16, width: 8}\ninput: [28, 28, 1]'),
  net('preset: {plain, depth: 50}\nmax-norm: 2\ninit: he-uniform'),
  net('preset: warpnet'),
  net('preset: {warpnet, depth: 73}\nwarp: {group: 3, devices: 5}'),
  net('preset: {warpnet, depth: 25}\nwarp: none'),
  net('preset: {procrustes, depth: 274}'),
  net('preset: initialization'),
  net('preset: {resnet, depth: 110}\nnorm: none\nstep: rezero'),
  net('preset: {resnet, depth: 110}\nnorm: none\nstep: {learn: channel, initial: 0.01}'),
  net('preset: {resnet-v1, depth: 110}\nstochastic-depth: 0.5'),
  net('preset: {resnet-v1, depth: 110}\nblock: fixup\ninit: fixup'),
  net('preset: {resnet, depth: 32}\nnorm: none\ninit: zero-last'),
  net('preset: {plain, depth: 20}\nnorm: none\ninit: looks-linear'),
  net(
    `${stages}block: [norm, leaky-relu 0.1, conv 1/4, norm, relu, dropout 0.3, conv 3/4, conv 1]`,
  ),
  net(`${stages}block: [conv 3, norm, relu, conv 3, norm, after: [relu]]`),
  net(`input: [31, 31, 3]\n${stages}shortcut: projection`),
  net(`${stages}transition: {layers: [conv 1], norm-preserving: 0.5}`),
  net(
    'input: [96, 96, 3]\nstem: {filters: 32, kernel: 7, stride: 2, layers: [norm, relu, pool 2]}\nstages: [{blocks: 3, filters: 32}, {blocks: 4, filters: 64, stride: 2}]',
  ),
  train('epochs: 160\ngrow: {at: [60, 110]}\nrate: {cosine: [0.5, 0.001]}\nseeds: [1, 2, 3]'),
  train(
    'rate: {steps: {rate: 0.1, at: [80, 120]}}\noptimizer: {sgd, momentum: 0.9, nesterov: true, decay: 1e-4}',
  ),
  train('optimizer: adamw\nrate: 0.001\nwarmup: 5\nclip: 1\nlabel-smoothing: 0.1'),
  train('', 'preset: resnet\ninput: [28, 28, 1]').replace(
    'cifar10',
    '{set: mnist, validation: 5000}',
  ),
  study('lesion: a\nof: t\nremove: [1, 6]\nswap: [1]\n---\nnorms: b\nof: t\nexamples: 500'),
  study('paths: a\nof: t\n---\nlevels: b\nof: t\ninterpolations: 2\n---\nwarp: c\nof: t'),
  `${train('seeds: [1, 4, 5]')}---\ntrain: u\nnetwork: n\ndata: cifar10\nseeds: [4, 5]\nfrom: t\n---\ncompare: c\nof: [t, u]\nmetric: loss\n`,
];

describe('what is correct has none', () => {
  it.each(correct)('%#: %j', text => {
    expect(problems(text)).toEqual([]);
  });
});
