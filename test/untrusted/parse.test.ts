import { describe, expect, it } from 'vitest';
import {
  anything,
  count,
  either,
  exactly,
  flag,
  fits,
  integer,
  listOf,
  number,
  orNull,
  parse,
  recordOf,
  row,
  shape,
  taken,
  takenOrNull,
  text,
  words,
  type Schema,
} from '../../src/untrusted/index.ts';

const read = <T>(schema: Schema<T>, value: unknown) =>
  parse(JSON.stringify(value), 'a file', found => taken(schema, found));

describe('what fits', () => {
  it('keeps what the schema knows, at any depth', () => {
    const schema = shape({ a: shape({ b: count }), list: listOf(shape({ c: text() })) });
    const value = { a: { b: 1, later: 2 }, list: [{ c: 'x', later: 3 }], later: 4 };
    expect(read(schema, value)).toEqual({
      ok: true,
      value: { a: { b: 1 }, list: [{ c: 'x' }] },
    });
  });

  it('has null for what may be null and is missing, and nothing for what may be missing', () => {
    const schema = shape({ a: orNull(count), any: anything }, { b: text(), c: orNull(flag) });
    expect(read(schema, {})).toEqual({ ok: true, value: { a: null, c: null } });
    expect(read(schema, { b: null })).toEqual({ ok: true, value: { a: null, c: null } });
    expect(read(schema, { b: 'x', any: [1] })).toEqual({
      ok: true,
      value: { a: null, any: [1], b: 'x', c: null },
    });
  });

  it('is nothing that an object has from its prototype', () => {
    const schema = shape({ constructor: anything, a: count });
    expect(takenOrNull(schema, Object.create({ a: 1 }))).toBeNull();
    expect(takenOrNull(schema, { a: 1 })?.constructor).toBeUndefined();
  });
});

describe('what does not fit', () => {
  const end = either(
    shape({ how: exactly('won'), by: count }),
    shape({ how: words('lost', 'left'), why: text() }),
  );
  it.each<[Schema<unknown>, unknown, string]>([
    [shape({ a: count }), [1], 'it should be an object, not [1]'],
    [shape({ a: count }), {}, '`a` should be an integer from 0, not missing'],
    [
      shape({ a: count }),
      { a: 2 ** 60 },
      '`a` should be an integer from 0, not 1152921504606847000',
    ],
    [shape({ a: integer }), { a: 0.5 }, '`a` should be an integer, not 0.5'],
    [shape({ a: number }), { a: '1' }, '`a` should be a number, not "1"'],
    [shape({ a: flag }), { a: null }, '`a` should be true or false, not null'],
    [shape({ a: words('x', 'y') }), { a: 'z' }, '`a` should be x, y, not "z"'],
    [shape({ a: orNull(text()) }), { a: 7 }, '`a` should be text, not 7'],
    [shape({ a: text({ pattern: /^b+$/ }) }), { a: 'c' }, '`a` should be text like ^b+$, not "c"'],
    [shape({ a: text({ longest: 2 }) }), { a: 'abc' }, '`a` should be text, not "abc"'],
    [shape({ a: shape({ b: flag }) }), { a: { b: 1 } }, '`a.b` should be true or false, not 1'],
    [listOf(count), { a: 1 }, 'it should be a list, not {"a":1}'],
    [
      shape({ a: listOf(count, 2) }),
      { a: [1, 2, 3] },
      '`a` should be a list of 2 at most, not [1,2,3]',
    ],
    [shape({ a: listOf(count) }), { a: [1, -2] }, '`a[1]` should be an integer from 0, not -2'],
    [shape({ a: recordOf(count) }), { a: { x: 1, y: 'z' } }, '`a` holds "z" under "y"'],
    [shape({ a: recordOf(count) }), { a: { 'x\ny': 'z' } }, '`a` holds "z" under "x\\ny"'],
    [shape({ a: recordOf(row(count, text())) }), { a: { x: [1] } }, '`a` holds [1] under "x"'],
    [end, { how: 'drawn' }, '`how` should be won, lost, left, not "drawn"'],
    [end, { how: 'left', by: 1 }, '`why` should be text, not missing'],
    [end, 'won', 'it should be an object, not "won"'],
  ])('%#: is told by its key', (schema, value, problem) => {
    expect(read(schema, value)).toEqual({ ok: false, problem: `a file: ${problem}` });
    expect(fits(schema, value)).toBe(false);
  });

  it('is shown in sixty signs at most', () => {
    const found = read(shape({ a: count }), { a: 'x'.repeat(1000) });
    expect(found.ok ? '' : found.problem).toMatch(/not "x{56}\.\.\.$/);
  });

  it.each([
    ['', 'is empty'],
    ['{', 'is not JSON'],
    ['['.repeat(1000), 'is nested more than 64 deep'],
  ])('%j is no JSON', (source, problem) => {
    expect(parse(source, 'a file', found => found)).toEqual({
      ok: false,
      problem: `a file: ${problem}`,
    });
  });
});
