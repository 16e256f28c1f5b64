import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/index.ts';
import { definition } from '../../src/server/names/definition.ts';
import { references } from '../../src/server/names/references.ts';
import { prepareRename, rename } from '../../src/server/names/rename.ts';
import { edited, marked } from './marked.ts';

const source = [
  'network: small # keep me',
  'preset: resnet',
  '---',
  'train: base',
  'network: small',
  'data: cifar10',
  '---',
  'norms: n',
  'of: "base"',
  '---',
  'lesion: l',
  'of: base',
].join('\n');

/** The source with the cursor before the nth occurrence of a word. */
function at(word: string, n: number): ReturnType<typeof marked> {
  const pieces = source.split(word);
  return marked(`${pieces.slice(0, n).join(word)}|${word}${pieces.slice(n).join(word)}`);
}

/** The lines that locations begin in. */
function lines(
  locations: readonly { range: { start: { line: number } } }[] | null,
): number[] | null {
  return locations && locations.map(l => l.range.start.line);
}

it.each([
  ['small', 2, 0],
  ['small', 1, 0],
  ['base', 2, 3],
  ['base', 3, 3],
])('%s, occurrence %i, is defined in line %i', (word, n, line) => {
  const { state, offset } = at(word, n);
  const found = definition(state, offset);
  expect(found && lines([found])).toEqual([line]);
});

it.each([
  ['small', 1, [0, 4]],
  ['base', 2, [3, 8, 11]],
])('%s, occurrence %i, stands in lines %j', (word, n, expected) => {
  const { state, offset } = at(word, n);
  expect(lines(references(state, offset, true))).toEqual(expected);
  expect(lines(references(state, offset, false))).toEqual(expected.slice(1));
});

describe('renaming', () => {
  it.each([
    ['a network', 'small', 2, 'tiny', ['network: tiny # keep me', 'network: tiny']],
    ['a training', 'base', 1, 'two words', ['train: two words', 'of: two words', 'of: two words']],
    ['to what YAML would read as a number', 'base', 1, '110', ['train: "110"', 'of: "110"']],
    ['to what has a meaning in YAML', 'base', 3, 'a: #b', ['train: "a: #b"', 'of: "a: #b"']],
  ])('%s changes all places and nothing else', (_, word, n, name, has) => {
    const { state, offset } = at(word, n);
    const after = edited(state, rename(state, offset, name)).split('\n');
    expect(after).toEqual(expect.arrayContaining(has));
    expect(after).toHaveLength(source.split('\n').length);
    const changed = after.filter((line, i) => line !== source.split('\n')[i]);
    for (const line of changed) expect(line).toContain(name);
  });

  it('is offered for names only', () => {
    const named = at('small', 2);
    expect(prepareRename(named.state, named.offset)).toMatchObject({ placeholder: 'small' });
    const key = at('preset', 1);
    expect(prepareRename(key.state, key.offset)).toBeNull();
    expect(rename(key.state, key.offset, 'x')).toBeNull();
  });

  it.each([
    ['', /needs a name/],
    ['l', /already/],
    ['a\nb', /one line/],
    ['x'.repeat(101), /at most 100/],
  ])('to %j is refused', (name, why) => {
    const { state, offset } = at('base', 1);
    expect(() => rename(state, offset, name)).toThrow(UserError);
    expect(() => rename(state, offset, name)).toThrow(why);
  });
});
