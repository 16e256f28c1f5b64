import { expect, it } from 'vitest';
import { printable, printableJson } from '../../src/base/index.ts';

/** What Unicode calls controls, but for tab and line end, and all marks of direction. */
const obeyed = [
  ...Array.from({ length: 0xa0 }, (_, code) => code).filter(
    code => (code < 0x20 || code >= 0x7f) && code !== 9 && code !== 10,
  ),
  ...[0x61c, 0x200e, 0x200f, 0x2028, 0x2029],
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
];

it.each(obeyed)('writes out the sign %i, in text and in JSON', code => {
  const sign = String.fromCodePoint(code);
  expect(printable(`a${sign}b`)).toBe(`a\\u{${code.toString(16)}}b`);
  const json = printableJson({ text: `a${sign}b` });
  expect(json).not.toContain(sign);
  expect(JSON.parse(json)).toEqual({ text: `a${sign}b` });
});

it('leaves text as it is', () => {
  const text = 'tab\there\nline – “quotes” ä ö 漢字 עברית عربي 👩‍🔬 ~';
  expect(printable(text)).toBe(text);
  expect(printable('a\r\nb')).toBe('a\nb');
});

it('writes JSON of one line', () => {
  const value = { a: [1, null, 'x\n\t"\\'], b: { c: true } };
  expect(printableJson(value)).toBe(JSON.stringify(value));
});
