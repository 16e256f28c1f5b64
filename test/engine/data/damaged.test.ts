import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { Random, UserError } from '../../../src/base/index.ts';
import type { Dataset } from '../../../src/engine/data/index.ts';
import { extractTar } from '../../../src/engine/data/download/tar.ts';
import { extractEntry, readEntry, readZip } from '../../../src/archives/index.ts';
import { encodeTensors } from '../../../src/record/index.ts';
import { readTensorFile } from '../../../src/store/index.ts';
import { damage } from './damage.ts';
import { tar, zip } from './download/archives.ts';
import { samples } from './samples.ts';
import { failure, folderWith, open, pattern } from './support.ts';

/** More by hand: DAMAGES=2000 npx vitest run test/engine/data/damaged.test.ts */
const rounds = Number(process.env['DAMAGES'] ?? 120);
/** Milliseconds of computing: no reading of a few kilobytes takes so many, whatever they claim. */
const mostMs = 2000;

/**
 * Does harm to a file again and again; each time there is either a message that names a file of `names`, or a
 * reading that holds. Returns how often there was a message.
 */
async function hurt<T>(
  name: string,
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => Promise<T>,
  check: (found: T) => void,
  names: readonly string[] = [name],
): Promise<number> {
  const times = Math.ceil(rounds / names.length);
  let refused = 0;
  const wrong: string[] = [];
  for (let round = 0; round < times; round++) {
    const { what, bytes: harmed } = damage(bytes, Random.of('damage', name, round));
    const from = process.cpuUsage();
    try {
      check(await read(harmed));
    } catch (error) {
      refused++;
      const isNamed = names.some(file => String(error).includes(file));
      if (!(error instanceof UserError && isNamed))
        wrong.push(`${name}, round ${round}, ${what}: ${String(error)}`);
    }
    const { user, system } = process.cpuUsage(from);
    const ms = (user + system) / 1000;
    if (ms > mostMs) wrong.push(`${name}, round ${round}, ${what}: computed for ${ms} ms`);
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  return refused;
}

/** Nothing of a set that was read is outside of what its shape and classes say. */
function checkSet({ shape, classes, train, test }: Dataset): void {
  for (const { count, images, labels, white } of [train, test]) {
    expect(count).toBeGreaterThan(0);
    expect(images.length).toBe(count * shape[0] * shape[1] * shape[2]);
    expect(labels.length).toBe(count);
    expect(labels.every(label => label >= 0 && label < classes.length)).toBe(true);
    const most = white ?? Infinity;
    expect(images.every(value => Number.isFinite(value) && value <= most)).toBe(true);
  }
}

it.each(Object.entries(samples))(
  'a damaged file of a set of %s is named, or read as what it says',
  async (_, files) => {
    const folder = await folderWith(files);
    try {
      checkSet(await open(folder));
      const names = Object.keys(files).map(name => name.replace(/\.gz$/, ''));
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder, name);
        const bytes = Buffer.from(content ?? '');
        const read = (harmed: Uint8Array) => {
          writeFileSync(path, harmed);
          return open(folder);
        };
        const refused = await hurt(name, bytes, read, checkSet, names);
        expect(refused, name).toBeGreaterThan(0);
        writeFileSync(path, bytes);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

const members = { 'x/one.bin': pattern(900, 1), 'x/two.bin': pattern(20, 2) };

it('a damaged zip archive of a download is named', async () => {
  const out = mkdtempSync(join(tmpdir(), 'zip-'));
  const path = join(out, 'set.zip');
  const read = async (bytes: Uint8Array) => {
    writeFileSync(path, bytes);
    return Promise.all((await readZip({ path, code: 'data.archive' })).map(readEntry));
  };
  const refused = await hurt('set.zip', zip(members), read, found =>
    found.forEach(bytes => expect(bytes.length).toBeLessThan(10_000)),
  );
  expect(refused).toBeGreaterThan(0);
  // A directory that begins so near to the end that no entry has room.
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 10);
  const cut = Buffer.concat([Buffer.from('PK\x01\x02....'), end]);
  expect(await failure(read(cut))).toMatch(
    /^data.archive: .*set.zip cannot be unpacked: entry 0 of its directory, at byte 0, is damaged/,
  );
  rmSync(out, { recursive: true });
});

it('a damaged tar archive of a download is named', async () => {
  const out = mkdtempSync(join(tmpdir(), 'tar-'));
  const read = (bytes: Uint8Array) =>
    extractTar(Readable.from([bytes]), 'set.tar', new Set(['one.bin', 'two.bin']), out);
  expect(await hurt('set.tar', tar(members), read, () => undefined)).toBeGreaterThan(0);
  rmSync(out, { recursive: true });
});

it('a damaged wheel is named', async () => {
  const out = mkdtempSync(join(tmpdir(), 'wheel-'));
  const path = join(out, 'set.whl');
  const read = async (bytes: Uint8Array) => {
    writeFileSync(path, bytes);
    for (const entry of await readZip({ path, code: 'engine.archive' }))
      await extractEntry(entry, join(out, 'member'));
  };
  expect(await hurt('set.whl', zip(members), read, () => undefined)).toBeGreaterThan(0);
  rmSync(out, { recursive: true });
});

it('damaged weights are named', async () => {
  const tensor = (length: number) => ({
    dtype: 'float32' as const,
    shape: [length],
    values: Float32Array.from({ length }, (_, i) => i),
  });
  const tensors = { 'stem.weight': tensor(12), 'head.bias': tensor(5) };
  const bytes = Buffer.concat(encodeTensors({ tensors, metadata: { step: '3' } }));
  const out = mkdtempSync(join(tmpdir(), 'weights-'));
  const path = join(out, 'w.safetensors');
  const read = (harmed: Uint8Array) => {
    writeFileSync(path, harmed);
    return readTensorFile(path);
  };
  const refused = await hurt('w.safetensors', bytes, read, ({ tensors: found }) => {
    for (const { shape, values } of Object.values(found))
      expect(values.length).toBe(shape.reduce((product, n) => product * n, 1));
  });
  expect(refused).toBeGreaterThan(0);
  rmSync(out, { recursive: true });
});
