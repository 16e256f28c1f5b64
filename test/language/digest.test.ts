import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestCell, parseNotebook } from '../../src/language/index.ts';
import { sha256 } from '../../src/language/sha256.ts';
import { whole } from './notebooks.ts';

const digest = (text: string, name = 'remove one block') => digestCell(parseNotebook(text), name);
const original = digest(whole);

describe('sha256', () => {
  it('agrees with OpenSSL', () => {
    for (const length of [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000]) {
      const text = 'aé网'.repeat(length).slice(0, length);
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

describe('the digest of a study', () => {
  // As the version computed them in which studies were not yet described in folders: results of then are found by them.
  it.each([
    [
      'norms: s',
      'statistics: training',
      'bcbc66cf2ecf20aad79d45659848e8ef0efc42ff8273ce35c5550f86466b2c7d',
    ],
    [
      'norms: s',
      'examples: 100',
      '0744a58cf6b1058eb41b492d38f2c4f80a74b4b07650d732d054b4cd2564f897',
    ],
    ['lesion: s', '', 'ba078ad1ea39862d9e228bb339236199a4c73ec3686babf4afec9b6fa3b9d3ac'],
    [
      'lesion: s',
      'remove: [1, 5]',
      '87918d1d1a6f7a1703bae73b23036586b163c2da5e690dd76cef47b46d3f6af8',
    ],
    [
      'lesion: s',
      'swap: [2, 1]\nrepeats: 3',
      'e2ca81afaca9043f52ab229121efb55532ff22775c54916f52e0ba8f3ad39b3b',
    ],
    [
      'lesion: s',
      'remove: each\nswap: [1]\nseed: 2',
      '5fa2ba2552eaa233d6d439a6ee95e95de179d2b4e53ca1d5dfb378ea3e4e8d90',
    ],
  ])('of %s with %j is what it was', (first, keys, expected) => {
    const [above = ''] = whole.split('---\nnorms');
    expect(digest(`${above}---\n${first}\nof: base\n${keys}\n`, 's')).toBe(expected);
  });
});

describe('the digest of a training that grows', () => {
  const grows = (more: string) =>
    digest(
      `${whole.split('---\nnorms')[0] ?? ''}`.replace(/grow: .*/, `grow: {at: [60]${more}}`),
      'base',
    );

  it('tells whether the rate restarts', () => {
    expect(grows(', restart: true')).toBe(grows(''));
    expect(grows(', restart: false')).not.toBe(grows(''));
  });
});

describe('the digest of a training that starts from another', () => {
  const [before = '', base = ''] = whole.split('---\ntrain: base\n');
  const recipe = base.split('---\n')[0] ?? '';
  const chain = (first: string, length: number) =>
    [
      `${before}---\ntrain: t0\n${first}`,
      ...Array.from({ length }, (_, i) => `train: t${i + 1}\n${recipe}from: t${i}\n`),
    ].join('---\n');

  it.each([1, 20])('tells what the first of %i trainings before it is', length => {
    const last = (first: string) => digest(chain(first, length), `t${length}`);
    expect(last(recipe)).toMatch(/^[0-9a-f]{64}$/);
    expect(last(recipe.replace('epochs: 160', 'epochs: 161'))).not.toBe(last(recipe));
    expect(last(recipe.replace('seeds: [1, 2, 3]', 'seeds: [1, 2, 3, 4]'))).toBe(last(recipe));
  });
});

describe('the digest of a study', () => {
  it('is one', () => expect(original).toMatch(/^[0-9a-f]{64}$/));

  it.each<[string, (text: string) => string]>([
    [
      'comments',
      t =>
        t
          .replace('# pad | projection | none', '# other')
          .replace('---\nnetwork', '---\n# new\nnetwork'),
    ],
    [
      'layout',
      t =>
        t.replace(
          'optimizer: {momentum: 0.9, decay: 2e-4}',
          'optimizer:\n  decay: 0.0002\n\n  momentum: 0.90',
        ),
    ],
    ['the order of keys', t => t.replace('epochs: 160\nbatch: 100', 'batch: 100\nepochs: 160')],
    ['line ends', t => t.replaceAll('\n', '\r\n')],
    ['the name of the network', t => t.replaceAll('shallow', 'other')],
    ['the name of the training', t => t.replaceAll('base', 'other')],
    ['a default left out', t => t.replace('batch: 100\n', '')],
    [
      'a preset for the long form',
      t => t.replace(/input:[^]*?shortcut: pad/, 'preset: {resnet, depth: 32}'),
    ],
    [
      'notes and other cells',
      t =>
        t
          .replace('shrink', 'grow')
          .replace('---\nnorms', '---\nnetwork: more\npreset: wide\n---\nnorms'),
    ],
    ['seeds', t => t.replace('[1, 2, 3]', '[1, 2, 3, 4]')],
    ['a list of nothing but `each`', t => t.replace('remove: each', 'remove: [each]')],
    ['a key with its default', t => t.replace('remove: each', 'remove: each\nrepeats: 10')],
  ])('is not changed by %s', (_, change) => {
    expect(change(whole)).not.toBe(whole);
    expect(digest(change(whole))).toBe(original);
  });

  it.each([
    ['blocks: 5, filters: 16', 'blocks: 6, filters: 16'],
    ['classes: 10', 'classes: 11'],
    ['shortcut: pad', 'shortcut: none'],
    ['block: preactivation', 'block: postactivation'],
    ['data: cifar10', 'data: {set: cifar10, train: 5000}'],
    ['epochs: 160', 'epochs: 161'],
    ['decay: 2e-4', 'decay: 1e-4'],
    ['at: [60, 110]', 'at: [60]'],
    ['remove: each', 'remove: [1]'],
    ['remove: each', 'remove: [each, 1]'],
    ['remove: each', 'remove: each\nexamples: 100'],
  ])('is changed by %s → %s', (from, to) => {
    expect(whole).toContain(from);
    const changed = digest(whole.replace(from, to));
    expect(changed).toMatch(/^[0-9a-f]{64}$/);
    expect(changed).not.toBe(original);
  });

  it('is not there while something it refers to is broken', () => {
    expect(digest(whole.replace('classes: 10', 'classes: ten'))).toBeNull();
    expect(digest(whole, 'nothing')).toBeNull();
  });
});
