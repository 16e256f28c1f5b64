import { describe, expect, it } from 'vitest';
import { applySettings, parseNotebook } from '../../src/language/index.ts';
import { whole } from './notebooks.ts';

/** Lines that a setting changes, as `- old` and `+ new`. */
function changes(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter(l => !now.includes(l)).map(l => `- ${l}`),
    ...now.filter(l => !old.includes(l)).map(l => `+ ${l}`),
  ];
}

describe('settings', () => {
  it.each<[string, string, string[]]>([
    ['base', 'epochs=1', ['- epochs: 160', '+ epochs: 1']],
    [
      'base',
      'optimizer.momentum=0.8',
      ['- optimizer: {momentum: 0.9, decay: 2e-4}', '+ optimizer: {momentum: 0.8, decay: 2e-4}'],
    ],
    [
      'base',
      'optimizer.nesterov=true',
      [
        '- optimizer: {momentum: 0.9, decay: 2e-4}',
        '+ optimizer: {momentum: 0.9, decay: 2e-4, nesterov: true}',
      ],
    ],
    ['base', 'rate=0.1', ['- rate: {cosine: [0.5, 0.001]}', '+ rate: 0.1']],
    [
      'base',
      'rate.cosine.0=0.2',
      ['- rate: {cosine: [0.5, 0.001]}', '+ rate: {cosine: [0.2, 0.001]}'],
    ],
    ['base', 'data=./a, b', ['- data: cifar10', '+ data: "./a, b"']],
    ['base', 'data.train=1000', ['- data: cifar10', '+ data: {set: cifar10, train: 1000}']],
    ['base', 'checkpoints.every=5', ['+ checkpoints: {every: 5}']],
    [
      'shallow',
      'stages.1.blocks=3',
      ['-   - {blocks: 5, filters: 32, stride: 2}', '+   - {blocks: 3, filters: 32, stride: 2}'],
    ],
    [
      'shallow',
      'shortcut=none',
      [
        '- shortcut: pad                   # pad | projection | none',
        '+ shortcut: none                   # pad | projection | none',
      ],
    ],
  ])('%s: %s', (cell, setting, expected) => {
    const { text, diagnostics } = applySettings(whole, cell, [setting]);
    expect(diagnostics).toEqual([]);
    expect(changes(whole, text)).toEqual(expected);
    expect(parseNotebook(text).diagnostics).toEqual([]);
  });

  it('are applied one after the other', () => {
    const { text } = applySettings(whole, 'base', ['data.train=1000', 'data.test=10', 'seeds=[7]']);
    expect(parseNotebook(text).cells[2]?.value?.value).toMatchObject({
      data: { set: 'cifar10', trainSubset: 1000, testSubset: 10, augment: { pad: 4 } },
      seeds: [7],
    });
  });

  it('keep Windows line ends', () => {
    const { text } = applySettings(whole.replaceAll('\n', '\r\n'), 'base', ['clip=1']);
    expect(text).toContain('\r\nclip: 1\r\n');
  });

  it.each([
    ['base', 'epochs', 'setting.form'],
    ['base', '=1', 'setting.form'],
    ['base', 'rate={cosine: [1', 'setting.value'],
    ['base', 'epochs.a=1', 'setting.path'],
    ['base', 'seeds.9=1', 'setting.path'],
    ['nothing', 'epochs=1', 'setting.cell'],
  ])('%s: %s is refused with %s', (cell, setting, code) => {
    const { text, diagnostics } = applySettings(whole, cell, [setting]);
    expect(diagnostics.map(d => d.code)).toEqual([code]);
    expect(text).toBe(whole);
  });

  it('that are unknown are found when the result is read', () => {
    const { text } = applySettings(whole, 'base', ['epoch=1']);
    expect(parseNotebook(text).diagnostics.map(d => d.code)).toEqual(['key.unknown']);
  });
});

describe('a setting changes what it names and nothing else', () => {
  const text = (rest: string) =>
    `network: n\ninput: [8, 8, 1]\nclasses: 10\nstages: [{blocks: 1, filters: 4}]\n---\ntrain: t\nnetwork: n\ndata: mnist-sample\n${rest}`;
  const set = (rest: string, setting: string) => {
    const { text: edited, diagnostics } = applySettings(text(rest), 't', [setting]);
    const notebook = parseNotebook(edited);
    const cell = notebook.cells.find(c => c.kind === 'train');
    return {
      codes: [...diagnostics, ...notebook.diagnostics].map(d => d.code),
      value: cell?.value?.kind === 'train' ? cell.value.value : undefined,
      cells: notebook.cells.length,
    };
  };

  it.each([
    ['rate: &r 0.2\nwarmup: *r\n', 'rate=0.1'],
    ['rate: {cosine: [&r 0.2, 0]}\nwarmup: *r\n', 'rate=0.1'],
    ['rate: {cosine: &c [0.2, 0.1], restarts: *c}\n', 'rate.cosine.0=0.3'],
  ])('%j: %s is refused, because an alias would change too', (rest, setting) => {
    expect(set(rest, setting).codes).toContain('setting.path');
  });

  it('an anchor that nothing stands for, or only what is replaced, hinders nothing', () => {
    expect(set('rate: &r 0.2\n', 'rate=0.1').value?.rate).toMatchObject({ rate: 0.1 });
    expect(set('rate: {cosine: [&r 0.2, *r]}\n', 'rate=0.1').value?.rate).toMatchObject({
      rate: 0.1,
    });
    expect(set('rate: &r 0.2\nwarmup: *r\n', 'warmup=0.1').value?.warmup).toBe(0.1);
  });

  it('a list whose dashes stand below its key', () => {
    const { codes, value } = set('seeds:\n- 1 # one\n- 2\nepochs: 7\n', 'seeds=[5]');
    expect(codes).toEqual([]);
    expect(value).toMatchObject({ seeds: [5], epochs: 7 });
  });

  it('is one value and begins no cell', () => {
    for (const setting of ['epochs=1\n---\nnote: z', 'epochs=1\n...\n', 'epochs=---\n1']) {
      const { codes, cells } = set('', setting);
      expect(codes).toEqual(['setting.value']);
      expect(cells).toBe(2);
    }
  });

  it('one number with a space in it is not told to be a list', () => {
    const { diagnostics } = parseNotebook(text('epochs: 1 000\n'));
    expect(diagnostics.map(d => d.message).join()).not.toContain('comma');
  });
});
