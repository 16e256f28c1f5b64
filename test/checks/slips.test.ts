import { describe, expect, it } from 'vitest';
import { net, problems, resnet, second, type Slip, stages, study, train } from './slip.ts';

const ofYaml: readonly Slip[] = [
  [
    'no space after a colon',
    net('stages: [{blocks:3, filters: 16}]'),
    'key.unknown «blocks:3»',
    'Write `blocks: 3`',
  ],
  [
    'an equals sign',
    net('stages: [{blocks: 3, filters=16}]'),
    'key.unknown «filters=16»',
    'Write `filters: 16`',
  ],
  [
    'a missing comma',
    net('stages:\n  - {blocks: 3 filters: 16}'),
    'yaml.syntax «3 filters: 16»',
    'comma',
  ],
  [
    'two keys on a line',
    net(`input: [32, 32, 3] classes: 10\n${stages}`),
    'yaml.syntax «classes»',
    'line of its own',
  ],
  [
    'keys that are indented below the name',
    'network: n\n  preset: resnet\n',
    'yaml.syntax «preset: resnet»',
    'indented deeper',
  ],
  [
    'keys that are indented below an item',
    net('stages:\n  - blocks: 3\n     filters: 16'),
    'yaml.syntax «filters: 16»',
    'indented deeper',
  ],
  [
    'filters of a stage beside the stages',
    net(`filters: 16\n${stages}`),
    'key.unknown «filters»',
    '`stages: [{filters: ...}]`',
  ],
  [
    'a transition without a change',
    net('stages: [{blocks: 3, filters: 16}, {blocks: 3, filters: 16}]\ntransition: conv'),
    'transition.unused «transition»',
    '`stride`',
  ],
  [
    'a dash without its space',
    net('stages:\n  -{blocks: 3, filters: 16}'),
    'yaml.syntax «-»',
    '`- {',
  ],
  ['a kind that is none', 'experiment: x\nnetwork: n\n', 'cell.kind «experiment»', '`train`'],
  [
    'a bracket too many',
    net('stages: [{blocks: 3, filters: 16}]]'),
    'yaml.syntax «]»',
    'remove it',
  ],
  [
    'a key without space',
    net(`classes:10\n${stages}`),
    'yaml.syntax «classes:10»',
    '`classes: 10`',
  ],
  ['a colon of another alphabet', net('preset：resnet'), 'yaml.syntax «preset：resnet»', 'colon'],
  ['two dashes', train('').replace('---', '--'), 'cell.separator «--»', '`---`'],
  ['an indented separator', train('').replace('---', ' ---'), 'cell.separator « ---»', 'begins'],
  ['JSON that is cut off', '{network: n, preset: {resnet, depth: 20}', 'yaml.syntax «»', '`}`'],
  ['Python', 'network = n\npreset = resnet\n', 'cell.kind «network = n\npreset = resnet»', 'kind'],
  ['a name with a colon', 'network: my: net\npreset: resnet\n', 'yaml.syntax «m»', 'same line'],
  ['a key without its value', train('', resnet, 'data:'), 'value.type «data»', 'cannot be empty'],
];

const ofNetworks: readonly Slip[] = [
  [
    'stages beside a preset',
    net(`${resnet}\n${stages}`),
    'preset.overridden «stages»',
    'remove `stages`',
  ],
  ['a step of zero', net(`${stages}step: 0`), 'step.zero «0»', 'rezero'],
  [
    'two factors that start at zero',
    net(`${stages}step: rezero\ninit: zero-last`),
    'init.dead «zero-last»',
    'no gradient',
  ],
  [
    'projections beside a transition',
    net(`${stages}transition: conv\nshortcut: projection`),
    'transition.shortcut «projection»',
    'remove `transition`',
  ],
  [
    'no norm in nine blocks',
    net(`${resnet}\nnorm: none\ninit: he`),
    'init.explodes «he»',
    // 2^7·1.5² = 288 without borders: a padded shortcut halves the mean square that it carries.
    '170-fold over 9 blocks',
  ],
  [
    'layers in parentheses',
    net(`${stages}block: (norm, relu, conv 3)`),
    'value.unknown «(norm, relu, conv 3)»',
    'Write `[norm, relu, conv 3]`',
  ],
  [
    'a layer with a colon',
    net(`${stages}block: [norm, relu, conv: 3]`),
    'key.unknown «conv»',
    '`conv 3`',
  ],
  [
    'a layer in capitals',
    net(`${stages}block: [norm, ReLU, conv 3]`),
    'layer.unknown «ReLU»',
    '`relu`',
  ],
  [
    'a share in percent',
    net(`${stages}block: [norm, relu, conv 3, dropout 50, conv 3]`),
    'layer.form «dropout 50»',
    '0.3',
  ],
  [
    'a branch that pools',
    net(`${stages}block: [norm, relu, conv 3, pool 2]`),
    'block.resolution «pool 2»',
    '`stride: 2`',
  ],
  [
    'a layer of PyTorch',
    net(`${stages}block: [norm, nn.ReLU, conv 3]`),
    'layer.unknown «nn.ReLU»',
    '`relu`',
  ],
  [
    'an activation beside the block',
    net(`${stages}activation: relu`),
    'key.unknown «activation»',
    '`block: [',
  ],
  ['a norm that is not there', net(`${stages}norm: layer`), 'value.unknown «layer»', '`batch`'],
  ['a warp that is a number', net(`${resnet}\nwarp: 2`), 'value.type «2»', '{group: 2'],
  [
    'a warp without a group',
    net(`${resnet}\nwarp: {operator: input}`),
    'key.missing «warp»',
    'group: 2',
  ],
  [
    'an operator without its hyphen',
    net('preset: {warpnet, depth: 73}\nwarp: {group: 2, operator: firstorder}'),
    'value.unknown «firstorder»',
    '`first-order`',
  ],
  [
    'a transition by another name',
    net(`${stages}transition: downsample`),
    'value.type «downsample»',
    '`pool`',
  ],
  ['a probability in percent', net(`${stages}stochastic-depth: 50%`), 'value.type «50%»', '0.5'],
  [
    'blocks of all stages in one',
    net('stages: [{blocks: [3, 3], filters: 16}]'),
    'value.type «[3, 3]»',
    'whole number',
  ],
  [
    'a stride of two numbers',
    net('stages: [{blocks: 3, filters: 16, stride: [2, 2]}]'),
    'value.type «[2, 2]»',
    'whole number',
  ],
];

const ofTrainings: readonly Slip[] = [
  ['a rate of 100', train('rate: {cosine: [100, 0]}'), 'rate.large «100»', '100'],
  ['a rate for SGD', train('optimizer: adamw\nrate: 0.1'), 'rate.large «0.1»', '0.001'],
  [
    'a factor that raises the rate',
    train('rate: {steps: {rate: 0.1, at: [80, 120], factor: 10}}'),
    'rate.large «10»',
    'is 10 at',
  ],
  ['a rate of zero', train('rate: 0'), 'rate.zero «0»', 'nothing is learned'],
  // 0.1 · 0.2 / (1 - 0.9) = 0.2
  [
    'a decay that is too large',
    train('optimizer: {momentum: 0.9, decay: 0.2}\nrate: 0.1'),
    'decay.large «0.2»',
    '20 %',
  ],
  ['a rate in the optimiser', train('optimizer: {lr: 0.1}'), 'key.unknown «lr»', 'rate: 0.1'],
  [
    'a data set by the wrong key',
    train('', resnet, 'data: {name: cifar10}'),
    'key.unknown «name»',
    '`set`',
  ],
  [
    'a share held out',
    train('', resnet, 'data: {set: cifar10, validation: 0.1}'),
    'value.type «0.1»',
    'whole number',
  ],
  [
    'too many growths',
    train('grow: {at: [1, 2, 3, 4, 5, 6, 7, 8, 9]}'),
    'value.length «[1, 2, 3, 4, 5, 6, 7, 8, 9]»',
    'at most 8',
  ],
  [
    'growth by the name of the study',
    train('growth: {at: [60]}'),
    'key.unknown «growth»',
    '`grow`',
  ],
  ['a length in steps', train('steps: 64000'), 'key.unknown «steps»', 'write `epochs`'],
  [
    'numbers without a comma',
    train('rate: {cosine: [0.1 0.001]}'),
    'value.type «0.1 0.001»',
    'write `0.1, 0.001`',
  ],
  [
    'Nesterov without momentum',
    train('optimizer: {momentum: 0, nesterov: true}'),
    'optimizer.nesterov «true»',
    'remove `nesterov`',
  ],
  ['growth without its key', train('grow: [60, 110]'), 'value.type «[60, 110]»', '{at: [60, 110]}'],
  [
    'a seed that the other training lacks',
    second('seeds: [2, 4]', resnet),
    'from.seed «t»',
    'no run of seed 1',
  ],
  [
    'weights of a smaller network',
    second('', 'preset: {resnet, depth: 32}'),
    'from.network «t»',
    '`stage1.block4.norm1.gamma` is only here',
  ],
  [
    'weights of a grown network',
    second('grow: {at: [60]}', resnet),
    'from.network «t»',
    '`n` grown',
  ],
  [
    'weights of a wider network',
    second('', 'preset: {resnet, depth: 20, width: 32}'),
    'from.network «t»',
    '3×3×3×16 there and 3×3×3×32 here',
  ],
  [
    'weights that are trained with another padding',
    second('', `${resnet}\npadding: same`),
    'from.padding «t»',
    'Write the same `padding`',
  ],
  [
    'a study of a study',
    study('norms: a\nof: t\n---\nlesion: b\nof: a'),
    'name.undefined «a»',
    '`t`',
  ],
  ['a range of lengths', study('paths: a\nof: t\nlengths: 1-9'), 'value.type «1-9»', '[1, 5, 10]'],
  ['a training with itself', study('compare: a\nof: [t, t]'), 'value.duplicate «[t, t]»', 'twice'],
  ['groups that are too long', study('warp: a\nof: t\ngroup: 5'), 'warp.group «5»', 'at most 3'],
];

describe('each slip has one message at its place', () => {
  it.each([...ofYaml, ...ofNetworks, ...ofTrainings])('%s', (_, text, place, words) => {
    const found = problems(text);
    expect(found.map(([where]) => where)).toEqual([place]);
    expect(found[0]?.[1]).toContain(words);
  });
});
