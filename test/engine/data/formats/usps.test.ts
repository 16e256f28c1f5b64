import { expect, it } from 'vitest';
import { parseNumber } from '../../../../src/engine/data/formats/parseNumber.ts';
import { failure, folderWith, open } from '../support.ts';

const values = (n: number) => Array.from({ length: n }, (_, i) => ((i * 7) % 2001) / 1000 - 1);
/** Both styles of the real files: four decimals and a space before the line feed; the shortest form. */
const long = (digit: number) => `${[digit, ...values(256)].map(v => v.toFixed(4)).join(' ')} \n`;
const short = (digit: number) =>
  `${[digit, ...values(256)].map(v => `${+v.toFixed(3)}`).join(' ')}\n`;

it('reads both styles of number, plain and packed', async () => {
  const set = await open(
    await folderWith({ 'zip.train.gz': long(6) + long(0), 'zip.test': short(9) }),
  );
  expect([set.shape, ...set.train.labels, ...set.test.labels]).toEqual([[16, 16, 1], 6, 0, 9]);
  const expected = Float32Array.from(values(256).map(v => Number(v.toFixed(4))));
  expect(set.train.images.subarray(256)).toEqual(expected);
  expect([...set.test.images]).toEqual([...expected]);
});

it.each([
  {
    what: 'a missing value',
    test: short(1) + short(2).replace(' -1 ', ' '),
    says: /^data.truncated: zip.test, byte [\d,]+: expected in line 2 a label and 256 values, found the end after 255 values\.$/,
  },
  {
    what: 'a value too many',
    test: short(1).replace('\n', ' 0\n'),
    says: /^data.value: zip.test, byte [\d,]+: expected in line 1 the end after a label and 256 values, found "0"\.$/,
  },
  {
    what: 'a word',
    test: short(1).replace('1 -1', '1 x1'),
    says: /^data.value: zip.test, byte 2: expected in line 1 a number from -1 to 1 as value 1, found "x1"\.$/,
  },
  {
    what: 'a label of the other USPS form, 1 to 10',
    test: short(10),
    says: /^data.label: zip.test, byte 0: expected in line 1 a digit 0 to 9 as label, found "10"\.$/,
  },
  {
    what: 'an empty file',
    test: '',
    says: /^data.truncated: zip.test, byte 0: expected at least one line, found 0 at the end of the file\.$/,
  },
])('names file, line, offset, expected and found: $what', async ({ test, says }) => {
  const folder = await folderWith({ 'zip.train': long(6), 'zip.test': test });
  expect(await failure(open(folder), folder)).toMatch(says);
});

it('parses decimals as JavaScript does, and nothing else', () => {
  const parse = (text: string) => parseNumber(Buffer.from(text), 0, text.length);
  for (const text of [
    '0',
    '-1',
    '+0.5',
    '-0.631',
    '.25',
    '1.0000',
    '12345.678901',
    '1e-3',
    '0.1234567890123456789',
  ]) {
    expect(parse(text)).toBe(Number(text));
  }
  for (const text of ['', '-', '.', '1.2.3', '0x10', 'Infinity', '1,5', 'e5']) {
    expect(parse(text)).toBeNaN();
  }
});
