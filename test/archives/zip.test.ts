import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extractEntry, readZip } from '../../src/archives/index.ts';

/** Written by Python's zipfile: one entry stored, one deflated, one empty, and a comment. */
const ARCHIVE = Buffer.from(
  'UEsDBBQAAAAAAAAAIVyzJE6WCAAAAAgAAAAKAAAAc3RvcmVkLnR4dGFzIGl0IGlzUEsDBBQAAAAIAAAAIVyLbE9WEQAAAOgDAAAPAAAAZGVlcC9wYWNrZWQuYmluY2BkYmZhZWMYpUapUWr4UgBQSwMEFAAAAAAAAAAhXAAAAAAAAAAAAAAAAAUAAABlbXB0eVBLAQIUAxQAAAAAAAAAIVyzJE6WCAAAAAgAAAAKAAAAAAAAAAAAAACAAQAAAABzdG9yZWQudHh0UEsBAhQDFAAAAAgAAAAhXItsT1YRAAAA6AMAAA8AAAAAAAAAAAAAAIABMAAAAGRlZXAvcGFja2VkLmJpblBLAQIUAxQAAAAAAAAAIVwAAAAAAAAAAAAAAAAFAAAAAAAAAAAAAACAAW4AAABlbXB0eVBLBQYAAAAAAwADAKgAAACRAAAAFABhIGNvbW1lbnQgYXQgdGhlIGVuZA==',
  'base64',
);
const PACKED = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 7));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function archive(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

it('lists and unpacks what another program packed', async () => {
  const path = await archive('good.zip', ARCHIVE);
  const entries = await readZip({ path, code: 'engine.archive' });
  expect(entries.map(e => [e.name, e.bytes])).toEqual([
    ['stored.txt', 8],
    ['deep/packed.bin', 1000],
    ['empty', 0],
  ]);
  const want = [Buffer.from('as it is'), PACKED, Buffer.alloc(0)];
  for (const [i, entry] of entries.entries()) {
    const target = join(folder, 'out', entry.name);
    await extractEntry(entry, target);
    expect(await readFile(target)).toEqual(want[i]);
  }
});

const LOCAL_HEADER_OF_PACKED = ARCHIVE.indexOf('PK\x03\x04', 10, 'latin1');
const damage: readonly [what: string, change: (bytes: Buffer) => Buffer][] = [
  ['cut short', bytes => bytes.subarray(0, 200)],
  ['empty', () => Buffer.alloc(0)],
  ['with a damaged directory', bytes => flip(bytes, bytes.indexOf('PK\x01\x02', 0, 'latin1'))],
  ['with a damaged header', bytes => flip(bytes, LOCAL_HEADER_OF_PACKED)],
  ['with damaged content', bytes => flip(bytes, LOCAL_HEADER_OF_PACKED + 30 + 15)],
];

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

it.each(damage)('says that an archive %s cannot be unpacked', async (_, change) => {
  const path = await archive('bad.zip', change(ARCHIVE));
  const unpackAll = async () => {
    for (const entry of await readZip({ path, code: 'engine.archive' }))
      await extractEntry(entry, join(folder, 'x'));
  };
  await expect(unpackAll()).rejects.toMatchObject({ code: 'engine.archive' });
});

it('unpacks no more than the directory says, and nothing that says too much', async () => {
  const entry = ARCHIVE.indexOf('deep/packed.bin', ARCHIVE.indexOf('PK\x01\x02', 0, 'latin1')) - 46;
  for (const [says, most] of [
    [10, 10],
    [0x80000001, 0],
  ] as const) {
    const bytes = Buffer.from(ARCHIVE);
    bytes.writeUInt32LE(says, entry + 24);
    const path = await archive('bomb.zip', bytes);
    const [, packed] = await readZip({ path, code: 'engine.archive' });
    if (!packed) throw new Error('there are three entries');
    const target = join(folder, `bomb-${says}`);
    await expect(extractEntry(packed, target)).rejects.toMatchObject({
      code: 'engine.archive',
    });
    const size = await stat(target).then(
      s => s.size,
      () => 0,
    );
    expect(size).toBeLessThanOrEqual(most);
  }
});

it.each([0, 0xffff, 0xffffffff])(
  'says that an entry cannot be unpacked that would have %i packed bytes',
  async size => {
    const bytes = Buffer.from(ARCHIVE);
    const name = bytes.indexOf('deep/packed.bin', bytes.indexOf('PK\x01\x02', 0, 'latin1'));
    bytes.writeUInt32LE(size, name - 46 + 20);
    const path = await archive('long.zip', bytes);
    const [, packed] = await readZip({ path, code: 'engine.archive' });
    if (!packed) throw new Error('there are three entries');
    await expect(extractEntry(packed, join(folder, 'long'))).rejects.toMatchObject({
      code: 'engine.archive',
      message: expect.stringContaining('deep/packed.bin') as string,
    });
  },
);

it.skipIf(process.platform !== 'linux')('hands on that the disk is full', async () => {
  const path = await archive('good.zip', ARCHIVE);
  for (const entry of (await readZip({ path, code: 'engine.archive' })).slice(0, 2))
    await expect(extractEntry(entry, '/dev/full')).rejects.toMatchObject({ code: 'ENOSPC' });
});
