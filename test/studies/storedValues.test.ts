/** Values of studies as run.json holds them, which is not trusted: what was written is read, and nothing else. */
import { describe, expect, it } from 'vitest';
import { defined, Random, UserError } from '../../src/base/index.ts';
import {
  parseNotebook,
  readStudy,
  studies,
  type StudyValue,
  studyOf,
} from '../../src/language/index.ts';
import { planNetwork, presetNetwork } from '../../src/network/index.ts';
import { planLesions } from '../../src/studies/lesion/compute.plan.ts';

const above = `network: n
preset: {resnet, depth: 14}
---
train: base
network: n
data: cifar10
---
train: deep
network: n
data: cifar10
`;

function valueOf(kind: string, keys: string): unknown {
  const { cells, diagnostics } = parseNotebook(`${above}---\n${kind}: s\n${keys}\n`);
  expect(diagnostics.filter(d => d.severity === 'error')).toEqual([]);
  return JSON.parse(JSON.stringify(cells.at(-1)?.value?.value));
}

const study = (kind: string) => defined(studyOf(kind), kind);

describe('the value of a study that was written', () => {
  it.each(studies.map(({ kind, example }) => [kind, example.split('\n').slice(1).join('\n')]))(
    'is read as it was: %s',
    (kind, keys) => {
      const value = valueOf(kind, keys);
      expect(readStudy(study(kind), value)).toEqual({ value });
    },
  );

  it.each([
    'of: base',
    'of: base\nremove: [each, 1, 5]',
    'of: base\nremove: [2]\nrepeats: 3\nseed: 7\nsplit: train',
    'of: base\nswap: [1, 3]\nexamples: 100',
  ])('is read as it was: lesion, %j', keys => {
    const value = valueOf('lesion', keys);
    expect(readStudy(study('lesion'), value)).toEqual({ value });
  });

  it('has defaults where an earlier version knew no such key, and is not disturbed by one of a later version', () => {
    const written = { of: 'base', remove: 'each', later: { a: 1 } };
    const value = valueOf('lesion', 'of: base\nremove: each');
    expect(readStudy(study('lesion'), written)).toEqual({ value });
  });
});

describe('a value that no cell can have', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', null, /no value/],
    ['a list', [1], /no value/],
    ['no training', { remove: 'each' }, /`of`/],
    ['another word', { of: 'base', remove: 'all' }, /`remove`/],
    ['a number of blocks below one', { of: 'base', remove: ['each', 0] }, /`remove\[2\]`/],
    ['half a block', { of: 'base', remove: [1.5] }, /`remove\[1\]`/],
    ['too many repeats', { of: 'base', repeats: 1e9 }, /`repeats`/],
    ['a text for a number', { of: 'base', seed: '1' }, /`seed`/],
    ['an unknown split', { of: 'base', split: 'all' }, /`split`/],
  ])('is refused with its key: %s', (_, value, words) => {
    const read = readStudy(study('lesion'), value);
    expect('problem' in read && read.problem).toMatch(words);
  });
});

const pieces: readonly unknown[] = [
  ...[null, 0, 1, -1, 1.5, 3, 1e9, 2 ** 31, true, '', 'each', 'base', 'test', 'training'],
  ...[[], ['each'], ['each', 'each'], [1, 1], [1, 2, 'each'], [[1]], {}, { each: 1 }, ['base']],
];

it('any value at all is read to one that reads as itself, or refused', () => {
  const random = Random.of(11, 'values of studies');
  const draw = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  let [read, refused] = [0, 0];
  for (let i = 0; i < 2000; i++) {
    const each = draw(studies);
    const keys = Object.keys((each.inputs as { properties?: object }).properties ?? {});
    const value = Object.fromEntries([
      ['of', draw(['base', 'base', ['base'], ['base', 'other'], 3])],
      ...Array.from({ length: random.below(4) }, () => [
        draw([...keys, '__proto__', 'toString', 'more']),
        draw(pieces),
      ]),
    ]) as unknown;
    const found = readStudy(each, value);
    if ('problem' in found) refused++;
    else {
      read++;
      expect(readStudy(each, JSON.parse(JSON.stringify(found.value)))).toEqual(found);
    }
  }
  expect(read).toBeGreaterThan(200);
  expect(refused).toBeGreaterThan(200);
});

it('every value of a lesion is planned or refused in words, at once and however much it asks for', () => {
  const plans = ['resnet', 'plain', 'wide'].map(preset =>
    planNetwork({ ...presetNetwork({ preset, depth: preset === 'wide' ? 16 : 14 }), classes: 10 }),
  );
  const random = Random.of(12, 'lesions');
  const draw = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  for (let i = 0; i < 60; i++) {
    const read = readStudy(study('lesion'), {
      of: 'base',
      remove: draw([null, 'each', [1], ['each', 2, 6], [6, 7], [100_000]]),
      swap: draw([null, [1], [2], [1000], [1, 2, 3]]),
      repeats: draw([1, 3, 100_000]),
      seed: draw([0, 1, 2_147_483_647]),
    }) as { readonly value: StudyValue<'lesion'> };
    const plan = draw(plans);
    try {
      const { count, lesions } = planLesions(read.value, plan);
      expect(count).toBeGreaterThan(0);
      let seen = 0;
      for (const { removed, swapped } of lesions) {
        for (const l of [...removed, ...swapped.flat()]) expect(plan.blocks[l]).toBeDefined();
        if (++seen === 3) break;
      }
      expect(seen).toBe(Math.min(3, count));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.code).toMatch(/^study\./);
    }
  }
});
