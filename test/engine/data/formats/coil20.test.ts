import { expect, it } from 'vitest';
import { failure, folderWith, open } from '../support.ts';

const record = 1 + 2 * 1024;

function coil(records: readonly { label: number; value: number }[]): Buffer {
  const bytes = Buffer.alloc(records.length * record);
  for (const [r, { label, value }] of records.entries()) {
    bytes[r * record] = label;
    for (let p = 0; p < 1024; p++) bytes.writeUInt16LE(value, r * record + 1 + 2 * p);
  }
  return bytes;
}

const name = 'coil20_32x32_u16.bin';
const views = [0, 0, 0, 0, 5, 5, 5, 5, 5].map((label, i) => ({ label, value: 400 * i }));

it('reads little-endian values; every fourth view of an object tests', async () => {
  const set = await open(await folderWith({ [`${name}.gz`]: coil(views) }));
  expect([...set.train.labels]).toEqual([0, 0, 0, 5, 5, 5, 5]);
  expect([...set.test.labels]).toEqual([0, 5]);
  expect([set.test.images[0], set.test.images[1024]]).toEqual([1200, 2800]);
  expect([set.shape, set.train.white]).toEqual([[32, 32, 1], 4080]);
});

it.each([
  {
    what: 'a value above white',
    file: coil([{ label: 0, value: 4081 }]),
    says: `data.value: ${name}, byte 1: expected a value from 0 to 4080, found 4081.`,
  },
  {
    what: 'object 21',
    file: coil([
      { label: 0, value: 1 },
      { label: 20, value: 1 },
    ]),
    says: `data.label: ${name}, byte 2,049: expected the label of record 2, 0 to 19, found 20.`,
  },
  {
    what: 'a cut record',
    file: coil([{ label: 0, value: 1 }]).subarray(0, 2000),
    says: `data.truncated: ${name}, byte 2,000: expected whole records of 2,049 bytes, found the end inside the first record.`,
  },
])('says what is wrong: $what', async ({ file, says }) => {
  const folder = await folderWith({ [name]: file });
  expect(await failure(open(folder), folder)).toBe(says);
});
