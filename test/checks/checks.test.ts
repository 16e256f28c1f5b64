import { describe, expect, it } from 'vitest';
import { checkNotebook, knownWorld, predictVariance, type World } from '../../src/checks/index.ts';
import { digestCell, type NetworkValue, parseNotebook } from '../../src/language/index.ts';
import { planNetwork } from '../../src/network/index.ts';
import { correct, whole } from '../language/notebooks.ts';

const problems = (text: string, world: World = knownWorld) =>
  checkNotebook(text, world).map(d => `${d.code} «${text.slice(d.range.start, d.range.end)}»`);

const network = (lines: string) => `network: n\n${lines}\n`;
const train = (lines: string, net = 'preset: {resnet, depth: 14}') =>
  `network: n\n${net}\n---\ntrain: t\nnetwork: n\ndata: cifar10\n${lines}\n`;

describe('correct notebooks', () => {
  // Two use a data set of their own world, one a set with other images than its network.
  it.each(correct.filter(t => !t.includes('stl10')))('%#', text => {
    expect(problems(text)).toEqual([]);
  });
});

describe('networks', () => {
  const stages = 'stages: [{blocks: 2, filters: 16}, {blocks: 2, filters: 32, stride: 2}]';
  it.each<[string, string, string[]]>([
    ['an odd size', network(`input: [31, 31, 3]\n${stages}`), ['shape.odd «2»']],
    [
      'an odd size of a preset',
      network('input: [30, 30, 3]\npreset: resnet'),
      ['shape.odd «resnet»'],
    ],
    [
      'an odd size with projections',
      network(`input: [31, 31, 3]\n${stages}\nshortcut: projection`),
      [],
    ],
    [
      'a stride that the branch takes by pooling',
      network(
        'input: [31, 31, 3]\nstages: [{blocks: 2, filters: 16}, {blocks: 2, filters: 16, stride: 2}]\nblock: [norm, relu, pool, conv 3]',
      ),
      [],
    ],
    [
      'a transition that leaves an odd size to a padded shortcut',
      network(`input: [31, 31, 3]\n${stages}\ntransition: [tile]`),
      ['transition.no-stride «[tile]»'],
    ],
    [
      'a large window',
      network(`${stages}\nhead: [norm, relu, pool 17]`),
      ['shape.too-small «[norm, relu, pool 17]»'],
    ],
    [
      'fewer filters',
      network('stages: [{blocks: 2, filters: 16}, {blocks: 2, filters: 8}]'),
      ['shape.shortcut «8»'],
    ],
    [
      'filters of a bottleneck',
      network('stages: [{blocks: 2, filters: 18}]\nblock: bottleneck\nshortcut: projection'),
      ['filters.indivisible «18»'],
    ],
    [
      'a divided end',
      network(
        'stages: [{blocks: 2, filters: 16}]\nblock: [norm, relu, conv 3/2]\nstem: {filters: 8}',
      ),
      ['block.divided-end «conv 3/2»'],
    ],
    [
      'no convolution',
      network('stages: [{blocks: 2, filters: 16}]\nblock: [norm, relu]'),
      ['block.no-convolution «[norm, relu]»'],
    ],
    [
      'two activations',
      network(`${stages}\nblock: [norm, relu, conv 3, after: relu]`),
      ['block.two-activations «relu»'],
    ],
    ['a linear end', network(`${stages}\nhead: []`), ['head.linear «[]»']],
    [
      'no activation',
      network(`${stages}\nblock: [norm, conv 3]\nhead: [norm]`),
      ['block.linear «[norm, conv 3]»'],
    ],
    ['an explosion', network('preset: {resnet, depth: 110}\nnorm: none'), ['init.explodes «none»']],
    [
      'an explosion that is prevented',
      network('preset: {resnet, depth: 110}\nnorm: none\ninit: depth-scaled 1'),
      [],
    ],
    ['a shallow network without norm', network('preset: {resnet, depth: 14}\nnorm: none'), []],
    [
      'a plain network that vanishes',
      network('preset: {plain, depth: 110}\nnorm: none\ninit: glorot'),
      ['init.vanishes «glorot»'],
    ],
    [
      'a plain network that does not',
      network('preset: {plain, depth: 110}\nnorm: none\ninit: he-uniform'),
      [],
    ],
    ['a max-norm that clips', network('preset: resnet\nmax-norm: 1.4'), ['max-norm.clips «1.4»']],
    ['a max-norm that does not', network('preset: resnet\nmax-norm: 1.5'), []],
  ])('%s', (_, text, expected) => expect(problems(text)).toEqual(expected));
});

describe('trainings', () => {
  it.each<[string, string, string[]]>([
    ['growth after the end', train('epochs: 100\ngrow: {at: [60, 110]}'), ['grow.outside «110»']],
    [
      'growth of one block',
      train('grow: {at: [60]}', 'stages: [{blocks: 1, filters: 8}, {blocks: 2, filters: 8}]'),
      ['grow.one-block «{at: [60]}»'],
    ],
    [
      'growth of a plain network',
      train('grow: {at: [60]}', 'preset: {plain, depth: 14}'),
      ['grow.plain «{at: [60]}»'],
    ],
    [
      'restarts beside growth',
      train('grow: {at: [60]}\nrate: {cosine: [0.5, 0], restarts: [50]}'),
      ['rate.restarts «[50]»'],
    ],
    [
      'restarts beside growth that is none',
      train('grow: {at: [60], restart: false}\nrate: {cosine: [0.5, 0], restarts: [50]}'),
      [],
    ],
    [
      'a late step',
      train('epochs: 100\nrate: {steps: {rate: 0.1, at: [80, 120]}}'),
      ['rate.outside «120»'],
    ],
    [
      'a late restart',
      train('epochs: 100\nrate: {cosine: [0.5, 0], restarts: [100]}'),
      ['rate.outside «100»'],
    ],
    ['warm-up without end', train('epochs: 5\nwarmup: 5'), ['rate.warmup «5»']],
    ['an unknown set', train('').replace('cifar10', 'cifra10'), ['data.unknown «cifra10»']],
    [
      'an unknown set in a map',
      train('').replace('cifar10', '{set: cifra10}'),
      ['data.unknown «cifra10»'],
    ],
    ['a path', train('').replace('cifar10', './cifra10'), []],
    ['too few classes', train('').replace('cifar10', 'cifar100'), ['data.classes «cifar100»']],
    [
      'too few classes, written',
      train('', 'preset: resnet\nclasses: 10').replace('cifar10', 'cifar100'),
      ['data.classes «10»'],
    ],
    ['another size', train('').replace('cifar10', 'stl10'), ['data.shape «stl10»']],
    [
      'another size, written',
      train('', 'preset: resnet\ninput: [32, 32, 1]'),
      ['data.shape «[32, 32, 1]»'],
    ],
    [
      'too large a subset',
      train('').replace('cifar10', '{set: cifar10, train: 60000}'),
      ['data.subset «60000»'],
    ],
    [
      'all held out',
      train('').replace('cifar10', '{set: cifar10, validation: 50000}'),
      ['data.validation «50000»'],
    ],
    [
      'no full batch',
      train('batch: 600').replace('cifar10', '{set: cifar10, train: 500}'),
      ['data.batch «600»'],
    ],
    // 50,000 examples in batches of 100 are 500 steps: 0.0009 epochs are 0.45 of one, 0.001 half of one.
    ['a warm-up of no step', train('batch: 100\nwarmup: 0.0009'), ['rate.warmup «0.0009»']],
    ['a warm-up of one step', train('batch: 100\nwarmup: 0.001'), []],
    [
      'a rate that changes before the first step',
      train('batch: 100\nrate: {steps: {rate: 0.1, at: [0.0009, 2]}}'),
      ['rate.outside «0.0009»'],
    ],
    [
      'a restart before the first step',
      train('batch: 100\nrate: {cosine: [0.1, 0.01], restarts: [0.0009]}'),
      ['rate.outside «0.0009»'],
    ],
    [
      'growth before the first step',
      train('batch: 100\ngrow: {at: [0.0009]}'),
      ['grow.outside «0.0009»'],
    ],
  ])('%s', (_, text, expected) => expect(problems(text)).toEqual(expected));

  it('say nothing about data sets when the world is not known', () => {
    expect(problems(train('').replace('cifar10', 'cifra10'), {})).toEqual([]);
  });

  it('need memory', () => {
    // WRN-28-10 keeps 18 MB of feature maps for each of 100 images, and 12 bytes a parameter.
    const text = train('batch: 100', 'preset: wide');
    expect(problems(text, { deviceMemoryBytes: 2e9 })).toEqual(['memory.exceeds «100»']);
    expect(problems(text, { deviceMemoryBytes: 3e9 })).toEqual([]);
  });

  it('exist already when every seed has finished', () => {
    const text = train('seeds: [1, 2]');
    const digest = digestCell(parseNotebook(text), 't') ?? '';
    const run = (seed: number, finished = true) => ({
      id: `r${seed}`,
      digest,
      variant: { seed },
      finished,
    });
    expect(problems(text, { runs: [run(1), run(2)] })).toEqual(['run.exists «[1, 2]»']);
    expect(problems(text, { runs: [run(1), run(2, false)] })).toEqual([]);
    expect(problems(text.replace('14', '20'), { runs: [run(1), run(2)] })).toEqual([]);
  });
});

describe('lesions', () => {
  const lesion = (net: string, lines: string) =>
    `${train('', net)}---\nlesion: l\nof: t\n${lines}\n`;
  const plain = (filters: string) => `${filters}\nblock: plain\nshortcut: none`;
  const alike = 'stages: [{blocks: 2, filters: 4}]';
  const widened = 'stages: [{blocks: 1, filters: 4}, {blocks: 1, filters: 8, stride: 2}]';
  const narrowed = 'stages: [{blocks: 1, filters: 8}, {blocks: 1, filters: 4, stride: 2}]';
  const odd = `${alike.slice(0, -1)}, {blocks: 1, filters: 4, stride: 3}]`;
  it.each<[string, string, string[]]>([
    [
      'a swap behind a transition',
      lesion(`stem: {filters: 6}\n${alike}\ntransition: conv`, 'swap: [1]'),
      [],
    ],
    ['a swap in a plain network', lesion(plain(alike), 'swap: [1]'), []],
    ['a swap of blocks of other shapes', lesion(widened, 'swap: [1]'), ['lesion.no-pairs «[1]»']],
    ['plain blocks that can be left out', lesion(plain(widened), 'remove: each'), []],
    ['plain blocks that take channels away', lesion(plain(narrowed), ''), ['lesion.plain «t»']],
    [
      'plain blocks whose stride divides nothing',
      lesion(plain(odd), 'remove: [1]'),
      ['lesion.plain «[1]»'],
    ],
    ['a swap beside such blocks', lesion(plain(odd), 'swap: [1]'), []],
    ['an odd number of swaps of one pair', lesion(alike, 'swap: [1, 3]'), []],
    [
      'an even number of swaps of one pair',
      lesion(alike, 'swap: [1, 4]'),
      ['lesion.same-order «4»'],
    ],
    [
      'an even number of swaps of two pairs',
      lesion('stages: [{blocks: 3, filters: 8}]', 'swap: [2]'),
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe('comparisons', () => {
  const two = (lines: string, data = 'mnist') =>
    `${train('')}---\ntrain: u\nnetwork: m\ndata: ${data}\n---\nnetwork: m\ninput: ${data === 'mnist' ? '[28, 28, 1]' : '[32, 32, 3]'}\npreset: {resnet, depth: 14}\n---\ncompare: c\nof: [t, u]\n${lines}\n`;
  it.each<[string, string, string[]]>([
    ['of unlike data', two(''), ['compare.data «u»']],
    ['of unlike data, each by itself', two('data: each'), []],
    ['of one data set', two('', 'cifar10'), []],
    [
      'with one that is not among them',
      two('baseline: t', 'cifar10')
        .replace('of: [t, u]', 'of: [u, v]')
        .replace('train: u', 'train: v\nnetwork: m\ndata: cifar10\n---\ntrain: u'),
      ['compare.baseline «t»'],
    ],
    ['with one of them', two('baseline: u', 'cifar10'), []],
    ['at an epoch', two('at: 60', 'cifar10'), []],
    ['at none', two('at: 0', 'cifar10'), ['value.range «0»']],
    ['of work by work', two('metric: work\nby: work\nat: best', 'cifar10'), []],
    ['of an unknown metric', two('metric: tme', 'cifar10'), ['value.unknown «tme»']],
    ['that certain', two('confidence: 1', 'cifar10'), ['value.range «1»']],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe('studies', () => {
  const study = (lines: string, recipe = '') => `${train(recipe)}---\nlesion: l\nof: t\n${lines}\n`;
  it.each<[string, string, string[]]>([
    ['more than there is', study('remove: [6, 7]'), ['lesion.too-many «7»']],
    ['each block beside numbers', study('remove: [each, 1, 6]'), []],
    ['more than there is beside each block', study('remove: [each, 7]'), ['lesion.too-many «7»']],
    ['no block at all', study('remove: [each, 0]'), ['value.range «0»']],
    ['a word that is nearly `each`', study('remove: [eech, 1]'), ['value.type «eech»']],
    [
      'more than there was before growth',
      study('remove: [12, 13]', 'grow: {at: [60]}'),
      ['lesion.too-many «13»'],
    ],
    [
      'validation that is not held out',
      study('split: validation'),
      ['study.no-validation «validation»'],
    ],
    [
      'norms on it too',
      `${train('')}---\nnorms: l\nof: t\nsplit: validation\n`,
      ['study.no-validation «validation»'],
    ],
    ['as many examples as there are', study('examples: 10000'), []],
    ['more of the test set', study('examples: 10001'), ['study.examples «10001»']],
    [
      'more of a part of the test set',
      study('examples: 600').replace('cifar10', '{set: cifar10, test: 500}'),
      ['study.examples «600»'],
    ],
    [
      'more of what is left to train on',
      study('examples: 45001\nsplit: train').replace('cifar10', '{set: cifar10, validation: 5000}'),
      ['study.examples «45001»'],
    ],
    [
      'more of what is held out',
      study('examples: 5001\nsplit: validation').replace(
        'cifar10',
        '{set: cifar10, validation: 5000}',
      ),
      ['study.examples «5001»'],
    ],
    ['of a set of its own', study('examples: 100000').replace('cifar10', './mine'), []],
  ])('%s', (_, text, expected) => expect(problems(text)).toEqual(expected));
});

describe('what is predicted of the variance at the start', () => {
  const predict = (text: string) =>
    predictVariance(planNetwork(parseNotebook(text).cells[0]?.value?.value as NetworkValue));
  const taki = (rest: string, size = 32) =>
    network(
      `input: [${size}, ${size}, 3]\nstages: [{blocks: 100, filters: 16}]\nnorm: none\n${rest}`,
    );

  it('of linear blocks of 8×8 on 32×32 is 2.43, and 2.70 by the law (1 + 1/L)^L (Taki)', () => {
    const found = predict(taki('block: [conv 8]\ninit: depth-scaled 1'));
    expect(found?.growth).toBeCloseTo(2.43, 2);
    expect(found?.law).toMatchObject({ block: 'identity', isBound: false });
    expect(found?.law?.growth).toBeCloseTo(2.704814, 6);
    expect(found?.law?.states).toHaveLength(101);
    expect(found?.meanSquare).toHaveLength(101);
  });

  it('behind a ReLU less than the law (1 + 1/2L)^L = 1.646668, but without borders that', () => {
    const found = predict(taki('block: [relu, conv 8]\ninit: depth-scaled 1'));
    expect(found?.growth).toBeLessThan(1.6);
    expect(found?.law?.growth).toBeCloseTo(1.646668, 6);
    const dense = taki(
      'block: [relu, conv 1]\ninit: depth-scaled 1\nstem: {kernel: 1, layers: []}',
    );
    expect(predict(dense)?.growth).toBeCloseTo(1.646668, 5);
  });

  it.each([
    [16, 0.0748],
    [8, 2.18e-4],
    [7, 2.44e-5],
  ])(
    'of a plain He network of 100 layers on maps of %s on a side is %s, where the law says 1',
    (size, left) => {
      const found = predict(taki('block: [conv 3, relu]\nshortcut: none', size));
      expect((found?.growth ?? NaN) / left).toBeCloseTo(1, 2);
      expect(found?.law?.growth).toBeCloseTo(1, 9);
    },
  );

  // Oyedotun et al. take ±√(6/fan-in) with leaky ReLUs too, without their gain of 2/(1 + β²).
  it('of a plain net with leaky ReLU 0.1 is 1.01 a layer without borders: 2.70 for 100', () => {
    const init = 'init: {he-uniform, scale: 1.01}';
    const text = taki(`block: [leaky-relu 0.1, conv 1]\nshortcut: none\n${init}`);
    expect(predict(text)?.growth).toBeCloseTo(1.01 ** 100, 5);
  });

  it('of a plain net with Glorot halves at each ReLU: 2^-100', () => {
    const found = predict(taki('block: [relu, conv 1]\nshortcut: none\ninit: glorot'));
    expect((found?.growth ?? NaN) * 2 ** 100).toBeCloseTo(1, 4);
  });

  it('needs no weight at the centre of a kernel to lose anything: delta-orthogonal', () => {
    const text = taki('block: [conv 3]\nshortcut: none\ninit: delta-orthogonal', 8);
    expect(predict(text)?.growth).toBeCloseTo(1, 9);
  });

  it('has no number where it leaves the range of numbers, and nothing breaks', () => {
    const deep = network('stages: [{blocks: 1500, filters: 4}]\ninput: [4, 4, 1]\nnorm: none');
    expect(predict(deep)?.growth).toBe(Infinity);
    expect(checkNotebook(deep)[0]?.message).toContain('more than 1e100-fold');
    expect(predict(deep)?.meanSquare).toHaveLength(1501);
  });

  it('stays as it is where each branch ends in zero', () => {
    expect(predict(taki('block: [relu, conv 3]\ninit: zero-last'))?.growth).toBeCloseTo(1, 9);
  });

  it('is warned of where borders take a plain He network away, and both numbers are told', () => {
    const text = `${taki('block: [conv 3, relu]\nshortcut: none\ninit: he', 8)}`;
    const [problem] = checkNotebook(text).filter(d => d.code === 'init.vanishes');
    expect(problem?.message).toContain('2.2e-4');
    expect(problem?.message).toContain('1.00 without them');
  });
});

it('the notebook of the introduction has no problem', () => expect(problems(whole)).toEqual([]));

it('a network of hundreds of thousands of blocks is checked as any other', () => {
  const stages = '  - {blocks: 5000, filters: 4}\n'.repeat(40);
  const text = network(`input: [8, 8, 1]\nclasses: 10\nstages:\n${stages}max-norm: 0.01`);
  expect(problems(text).join()).toContain('max-norm.clips');
});
