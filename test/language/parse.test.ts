import { describe, expect, it } from 'vitest';
import {
  kinds,
  type NetworkValue,
  parseNotebook,
  type TrainValue,
} from '../../src/language/index.ts';
import { planNetwork, presetNetwork, summarise } from '../../src/network/index.ts';
import { correct, whole } from './notebooks.ts';

/** `code «text»` of each diagnostic, in order. */
const problems = (text: string) =>
  parseNotebook(text).diagnostics.map(d => `${d.code} «${text.slice(d.range.start, d.range.end)}»`);

const valueOf = (text: string, index = 0) => parseNotebook(text).cells[index]?.value?.value;

describe('correct notebooks', () => {
  it.each(correct)('%#', text => {
    const notebook = parseNotebook(text);
    expect(notebook.diagnostics).toEqual([]);
    expect(notebook.cells.every(c => c.value !== null)).toBe(true);
  });

  it.each([...kinds.values()].filter(k => k.kind !== 'note'))('the example of $kind', kind => {
    const around =
      'network: small\npreset: resnet\n---\ntrain: base\nnetwork: small\ndata: mnist\n---\ntrain: deep\nnetwork: small\ndata: mnist\n---\n';
    const needed =
      kind.kind === 'network'
        ? ''
        : around.replace(/train: base/, `train: ${kind.kind === 'train' ? 'other' : 'base'}`);
    expect(problems(needed + kind.example)).toEqual([]);
  });
});

describe('cells', () => {
  it('have kinds, names and places', () => {
    const { cells } = parseNotebook(whole);
    expect(cells.map(c => `${c.kind ?? ''} ${c.name}`)).toEqual([
      'note ',
      'network shallow',
      'train base',
      'norms residuals by depth',
      'lesion remove one block',
    ]);
    expect(cells.map(c => whole.slice(c.range.start, c.range.start + 5))).toEqual([
      'note:',
      'netwo',
      'train',
      'norms',
      'lesio',
    ]);
    const train = cells[2];
    expect(train?.references).toMatchObject([{ name: 'shallow', to: 'network', target: 1 }]);
    const at = train?.positions.get(['optimizer', 'decay'])?.value;
    expect(whole.slice(at?.start, at?.end)).toBe('2e-4');
  });
});

describe('values', () => {
  it('of a long form equal those of its preset', () => {
    expect(valueOf(whole, 1)).toEqual(presetNetwork({ preset: 'resnet', depth: 32 }));
    const text = `network: v1
stages: [{blocks: 9, filters: 16}, {blocks: 9, filters: 32, stride: 2}, {blocks: 9, filters: 64, stride: 2}]
block: postactivation`;
    expect(valueOf(text)).toEqual(presetNetwork({ preset: 'resnet-v1', depth: 56 }));
  });

  it('let keys override a preset', () => {
    const text = 'network: n\npreset: {resnet, depth: 14}\nshortcut: projection\nclasses: 20';
    const value = valueOf(text) as NetworkValue;
    expect(value).toMatchObject({ classes: 20, shortcut: 'projection', stem: { filters: 16 } });
    // 172,506 without projections and 10 classes; 2,560 weights of projections, 65 a class.
    expect(summarise(planNetwork(value)).trainableParameters).toBe(172_506 + 2_560 + 650);
  });

  it('have the defaults of the multi-level paper', () => {
    const value = valueOf(
      'network: n\npreset: resnet\n---\ntrain: t\nnetwork: n\ndata: cifar10',
      1,
    );
    expect(value).toMatchObject({
      epochs: 160,
      batch: 100,
      optimizer: { kind: 'sgd', momentum: 0.9, decay: 2e-4 },
      rate: { kind: 'cosine', max: 0.5, min: 0.001 },
      data: { augment: { pad: 4, flip: true }, standardize: 'per-image' },
    });
  });

  it.each([
    ['cifar100', 4, true],
    ['stl10', 12, true],
    ['mnist', 0, false],
    ['./cifar10', 0, false],
  ])('augment %s as its paper does', (set, pad, flip) => {
    const value = valueOf(`train: t\nnetwork: n\ndata: ${set}\n---\nnetwork: n\npreset: resnet`);
    expect((value as TrainValue).data.augment).toEqual({ pad, flip });
  });

  it('give stem and head what the block needs', () => {
    const network = (block: string) =>
      valueOf(`network: n\nstages: [{blocks: 2, filters: 8}]\nblock: ${block}`) as NetworkValue;
    const kindsOf = (value: NetworkValue) => [
      value.stem.layers.map(l => l.layer),
      value.head.layers.map(l => l.layer),
    ];
    expect(kindsOf(network('[norm, leaky-relu 0.2, conv 3]'))).toEqual([
      [],
      ['norm', 'leaky-relu'],
    ]);
    expect(kindsOf(network('[conv 3, norm, leaky-relu 0.2]'))).toEqual([
      ['norm', 'leaky-relu'],
      [],
    ]);
    expect(kindsOf(network('plain'))).toEqual([['norm', 'relu'], []]);
  });
});

describe('mistakes', () => {
  const network = 'network: n\npreset: resnet\n';
  const train = `${network}---\ntrain: t\nnetwork: n\ndata: cifar10\n`;

  it.each<[string, string, string[]]>([
    ['a kind', 'netwrok: a\n', ['cell.kind «netwrok»']],
    ['no map', 'text', ['cell.kind «text»']],
    ['order', 'data: cifar10\ntrain: t\nnetwork: n\n---\n' + network, ['cell.order «train»']],
    ['no name', 'network:\npreset: resnet', ['cell.name «network»']],
    ['a map as name', 'network: {a: 1}\npreset: resnet', ['cell.name «{a: 1}»']],
    ['an unknown key', `${network}chasses: 3`, ['key.unknown «chasses»']],
    ['a key of elsewhere', `${network}kernel: 3`, ['key.unknown «kernel»']],
    ['a key twice', `${network}classes: 2\nclasses: 3`, ['key.duplicate «classes»']],
    ['a merge key', `${network}<<: {a: 1}`, ['key.unknown «<<»']],
    ['a missing key', 'train: t\ndata: cifar10', ['key.missing «train»']],
    [
      'a misspelt needed key',
      'network: n\nstages: [{block: 2, filters: 1}]',
      ['key.unknown «block»'],
    ],
    ['no stages', 'network: n', ['network.stages «network»']],
    ['a range', 'network: n\nstages: [{blocks: 0, filters: 1}]', ['value.range «0»']],
    ['a fraction', `${network}classes: 2.5`, ['value.type «2.5»']],
    ['a word', `${network}classes: ten`, ['value.type «ten»']],
    ['not a number', `${network}step: .nan`, ['value.type «.nan»']],
    ['a choice', `${network}norm: bacth`, ['value.unknown «bacth»']],
    ['a choice of several forms', `${network}shortcut: padd`, ['value.type «padd»']],
    ['a preset', 'network: n\npreset: {resnt, depth: 20}', ['key.unknown «resnt»']],
    ['a preset by word', 'network: n\npreset: resnt', ['preset.unknown «resnt»']],
    ['two presets', 'network: n\npreset: {resnet, wide}', ['preset.unknown «{resnet, wide}»']],
    ['a depth', 'network: n\npreset: {resnet, depth: 21}', ['preset.depth «21»']],
    ['a layer', `${network}block: [norm, rleu, conv 3]`, ['layer.unknown «rleu»']],
    [
      'a layer form',
      `${network}block: [conv, conv 3/0, conv x]`,
      ['layer.form «conv»', 'layer.form «conv 3/0»', 'layer.form «conv x»'],
    ],
    ['a dropout', `${network}block: [conv 3, dropout 1]`, ['layer.form «dropout 1»']],
    ['a conv after', `${network}block: [conv 3, after: conv 3]`, ['block.after «conv 3»']],
    [
      'after in the middle',
      `${network}block: [conv 3, after: relu, norm]`,
      ['block.after «after: relu»'],
    ],
    ['an initialisation', `${network}init: he-unifrom`, ['value.unknown «he-unifrom»']],
    ['a constant', `${network}init: depth-scaled -1`, ['value.range «depth-scaled -1»']],
    ['an input', `${network}input: [32, 32]`, ['value.length «[32, 32]»']],
    ['an undefined network', 'train: t\nnetwork: m\ndata: mnist', ['name.undefined «m»']],
    ['an undefined training', `${train}---\nnorms: x\nof: tt`, ['name.undefined «tt»']],
    ['a name twice', `${network}---\n${network}`, ['name.duplicate «n»']],
    ['a run name twice', `${train}---\nnorms: t\nof: t`, ['name.duplicate «t»']],
    [
      'a rate of two kinds',
      `${train}rate: {cosine: [1, 0], steps: {rate: 1, at: [1]}}`,
      ['rate.kind «{cosine: [1, 0], steps: {rate: 1, at: [1]}}»'],
    ],
    ['a rate in reverse', `${train}rate: {cosine: [0.001, 0.5]}`, ['rate.order «[0.001, 0.5]»']],
    ['a rate of three', `${train}rate: {cosine: [1, 0, 0]}`, ['value.length «[1, 0, 0]»']],
    ['epochs in disorder', `${train}grow: {at: [110, 60]}`, ['value.order «60»']],
    ['momentum of adamw', `${train}optimizer: {adamw, momentum: 0.9}`, ['key.not-here «momentum»']],
    ['an optimiser', `${train}optimizer: {name: adam}`, ['value.unknown «adam»']],
    ['seeds that are one', `${train}seeds: 3`, ['value.type «3»']],
    ['the same seed twice', `${train}seeds: [1, 1]`, ['value.duplicate «[1, 1]»']],
    ['a lesion', `${train}---\nlesion: l\nof: t\nremove: all`, ['value.type «all»']],
    ['a tab', 'network: n\n\tpreset: resnet', ['yaml.tab «\t»']],
    ['an open bracket', 'network: n\nstages: [\nblock: plain\n', ['yaml.syntax «b»']],
    ['an unknown alias', 'network: n\npreset: *p', ['yaml.alias «*p»']],
    ['a key in a note', 'note: a\nb: c', ['note.indent «b»']],
    [
      'several at once',
      `${network}classes: 1\ninit: hee\nstep: -1`,
      ['value.range «1»', 'value.unknown «hee»', 'value.range «-1»'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('say what was probably meant', () => {
    const message = (text: string) => parseNotebook(text).diagnostics[0]?.message ?? '';
    expect(message(`${network}shortcutt: pad`)).toContain('Did you mean `shortcut`?');
    expect(message(`${network}shortcut: padd`)).toContain('Did you mean `pad`?');
    expect(message(`${network}kernel: 3`)).toContain('belongs to `stem`');
    expect(message(`${network}block: preactivaton`)).toContain('Did you mean `preactivation`?');
    expect(message('network: n\npreset: {resnet, depth: 21}')).toContain('nearest to 21 is 20');
    expect(message(`${train}---\nnorms: x\nof: tt`)).toContain('Did you mean `t`?');
  });

  it('leave the rest of the cell and the other cells as they are', () => {
    const text = `network: n\nclasses: ten\nstages: [{blocks: 2, filters: 8}, {blocks: x, filters: 16}]\n---\n${network.replace('n\n', 'm\n')}`;
    const [broken, sound] = parseNotebook(text).cells;
    expect(broken?.value).toBeNull();
    expect(broken?.partial?.value).toMatchObject({
      classes: 10,
      stages: [{ blocks: 2, filters: 8 }],
    });
    expect(sound?.value).not.toBeNull();
  });
});
