import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getSet } from '../../../../src/engine/data/download/getSet.ts';
import { reduceCoil20 } from '../../../../src/engine/data/download/reduceCoil20.ts';
import { sources, type Source } from '../../../../src/engine/data/download/sources.ts';
import { findKnownSet, knownSets, type KnownSet } from '../../../../src/dataset/index.ts';
import { openDataset } from '../../../../src/engine/data/index.ts';
import { failure, folderWith, needsRealData, pattern, realData } from '../support.ts';
import { png } from '../png.ts';
import { coilPictures, tar, zip } from './archives.ts';
import { startServer, type ServerBehaviour, type TestServer } from './testServer.ts';

const running: TestServer[] = [];
beforeEach(async () => {
  process.env['RESIDUAL_LAB_CACHE'] = await folderWith({});
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function serve(behaviour: ServerBehaviour): Promise<TestServer> {
  const server = await startServer(behaviour);
  running.push(server);
  return server;
}

const md5 = (bytes: Uint8Array) =>
  ({ kind: 'md5', hex: createHash('md5').update(bytes).digest('hex') }) as const;
const known = (name: string) => findKnownSet(name) as KnownSet;
const quick = { attempts: 2, pauseMs: 1 };
const telling = ({ arrived }: TestServer) => ({
  onProgress: (_: string, bytes: number) => arrived(bytes),
});

/** A small set in the shape of CIFAR-100 and its archive. */
const record = (fine: number) => Buffer.concat([Uint8Array.of(0, fine), pattern(3072, fine)]);
const files = { 'train.bin': Buffer.concat([record(1), record(2)]), 'test.bin': record(3) };
const archive = gzipSync(
  tar({
    'cifar-100-binary/fine_label_names.txt': Buffer.from('apple\n'),
    'cifar-100-binary/train.bin': files['train.bin'],
    'cifar-100-binary/test.bin': files['test.bin'],
  }),
);
const small: KnownSet = {
  ...known('cifar100'),
  counts: { train: 2, test: 1 },
  files: Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    digest: md5(bytes),
  })),
};
const source: Source = {
  set: 'cifar100',
  unpack: 'tar',
  downloads: [{ file: 'c.tar.gz', urls: [], bytes: null, digest: md5(archive) }],
};

describe('a tar archive', () => {
  it('becomes the folder of the set, and nothing else is left', async () => {
    const server = await serve({ files: { 'c.tar.gz': archive }, cut: { after: 500, times: 1 } });
    const folder = await folderWith({});
    const options = { ...quick, ...telling(server), source, from: server.url };
    const at = await getSet(small, folder, options);
    expect(at).toBe(join(folder, 'cifar100'));
    expect(readdirSync(folder)).toEqual(['cifar100']);
    expect(readdirSync(at).sort()).toEqual(['test.bin', 'train.bin']);
    expect(files['train.bin'].equals(await readFile(join(at, 'train.bin')))).toBe(true);
    const before = server.requests.length;
    const notes: string[] = [];
    await getSet(small, folder, { source, from: server.url, onNote: text => notes.push(text) });
    expect([server.requests.length, notes]).toEqual([before, [`${at} is already there, whole.`]]);
  });

  it('a cut run leaves no set, and the next goes on', async () => {
    const dying = await serve({ files: { 'c.tar.gz': archive }, cut: { after: 100, times: 99 } });
    const folder = await folderWith({});
    const options = { attempts: 1, pauseMs: 1, source };
    const said = await failure(
      getSet(small, folder, { ...options, ...telling(dying), from: dying.url }),
    );
    expect(said).toContain('What has arrived so far is kept.');
    expect(existsSync(join(folder, 'cifar100'))).toBe(false);
    const healthy = await serve({ files: { 'c.tar.gz': archive } });
    await getSet(small, folder, { ...options, from: `${healthy.url}/` });
    expect(healthy.requests[0]?.range).toMatch(/^bytes=\d+-$/);
    expect(readdirSync(folder)).toEqual(['cifar100']);
  });

  it('from a folder, without a network', async () => {
    const [from, folder] = [await folderWith({}), await folderWith({})];
    expect(await failure(getSet(small, folder, { source, from }), from)).toBe(
      'data.missing: c.tar.gz: there is no such file.',
    );
    await writeFile(join(from, 'c.tar.gz'), archive.subarray(0, archive.length / 2));
    expect(await failure(getSet(small, folder, { source, from }), from)).toMatch(
      /^data\.checksum: c\.tar\.gz: expected the md5 [0-9a-f]{32}, found [0-9a-f]{32}/,
    );
    await writeFile(join(from, 'c.tar.gz'), archive);
    await getSet(small, folder, { source, from });
    expect(readdirSync(folder)).toEqual(['cifar100']);
  });

  it('explains what to do without a network', async () => {
    const server = await serve({ files: {} });
    const folder = await folderWith({});
    const said = await failure(getSet(known('cifar10'), folder, { ...quick, from: server.url }));
    expect(said).toContain('/cifar-10-binary.tar.gz: the server answered 404');
    expect(said).toContain(
      'fetch https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz on another machine',
    );
    expect(said).toContain('`reslab data get cifar10 --from FOLDER`');
    expect(existsSync(join(folder, 'cifar10'))).toBe(false);
  });

  it('without the right files in it, or that cannot be unpacked, is thrown away', async () => {
    const other = gzipSync(tar({ 'cifar-100-binary/train.bin': files['train.bin'] }));
    const noise = archive.subarray(0, archive.length / 2);
    for (const [bytes, says] of [
      [other, 'expected test.bin in the archive, found none'],
      [noise, 'cannot be unpacked'],
    ] as const) {
      const folder = await folderWith({});
      const from = await folderWith({ 'c.tar.gz': bytes });
      const unchecked = {
        ...source,
        downloads: source.downloads.map(d => ({ ...d, digest: null })),
      };
      expect(await failure(getSet(small, folder, { source: unchecked, from }))).toContain(says);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('does not replace a folder that is there but broken', async () => {
    const folder = await folderWith({ 'cifar100/train.bin': 'x', 'cifar100/test.bin': 'y' });
    const said = await failure(getSet(small, folder, { source }), folder);
    expect(said).toMatch(
      /^data\.truncated: cifar100\/train\.bin.*Move the folder away and run this again\./,
    );
    expect(readdirSync(folder)).toEqual(['cifar100']);
  });

  it('in a folder that cannot be written names it', async () => {
    const folder = await folderWith({ file: 'x' });
    const said = await failure(getSet(small, join(folder, 'file'), { source }), folder);
    expect(said).toMatch(/^data\.disk: file: (ENOTDIR|EEXIST)/);
  });
});

describe('files that are kept as they are', () => {
  it.skipIf(!realData)(
    `MNIST's own files from a server, as they were fetched${needsRealData}`,
    async () => {
      const names = known('mnist').files.map(file => `${file.name}.gz`);
      const served: Record<string, Uint8Array> = {};
      for (const name of names) served[name] = await readFile(join(realData ?? '', 'mnist', name));
      const server = await serve({ files: served, cut: { after: 3_000_000, times: 2 } });
      const folder = await folderWith({});
      const options = { ...quick, ...telling(server), from: server.url };
      const at = await getSet(known('mnist'), folder, options);
      expect(readdirSync(at).sort()).toEqual(names.sort());
      const set = await openDataset({ set: 'mnist', format: null }, { folder });
      expect([set.train.count, set.test.count]).toEqual([60_000, 10_000]);
    },
  );

  it.skipIf(!realData)(
    `USPS: no checksum is known, the content decides${needsRealData}`,
    async () => {
      const read = (name: string) => readFile(join(realData ?? '', 'usps', name));
      const from = await folderWith({
        'zip.train.gz': await read('zip.train.gz'),
        'zip.test.gz': gzipSync(gunzipSync(await read('zip.test.gz')).subarray(0, 1_000_000)),
      });
      const folder = await folderWith({});
      const notes: string[] = [];
      const options = { from, onNote: (text: string) => notes.push(text) };
      expect(await failure(getSet(known('usps'), folder, options))).toMatch(
        /^data\.truncated: .*zip\.test\.gz, byte 1,000,000 \(unpacked\): expected .* Run this again to fetch it anew\./,
      );
      expect(readdirSync(folder)).toEqual([]);
      await writeFile(join(from, 'zip.test.gz'), await read('zip.test.gz'));
      await getSet(known('usps'), folder, options);
      expect(notes[0]).toBe(
        'No checksum of zip.train.gz is published; its content is checked instead.',
      );
      expect(readdirSync(folder)).toEqual(['usps']);
    },
  );
});

describe("COIL-20's pictures", () => {
  it('are reduced by sums of 4x4 blocks, and say that they differ from the known file', async () => {
    const value = (label: number, view: number, y: number, x: number) =>
      (label * 5 + view * 3 + y * 7 + x * 11) & 255;
    const from = await folderWith({ 'coil-20-proc.zip': zip(coilPictures(value)) });
    const folder = await folderWith({});
    const notes: string[] = [];
    await getSet(known('coil20'), folder, { from, onNote: text => notes.push(text) });
    expect(notes.at(-1)).toBe(
      'The reduced pictures are not, to the byte, the 32x32 form that papers use.',
    );
    const set = await openDataset({ set: 'coil20', format: null }, { folder });
    expect([set.train.count, set.test.count]).toEqual([1080, 360]);
    // The second training view of object 3 is its view 1; pixel (5, 9) sums rows 20-23, columns 36-39.
    let sum = 0;
    for (let dy = 0; dy < 4; dy++)
      for (let dx = 0; dx < 4; dx++) sum += value(2, 1, 20 + dy, 36 + dx);
    expect(set.train.images[(2 * 54 + 1) * 1024 + 5 * 32 + 9]).toBe(sum);
  });

  it('must all be there', async () => {
    const picture = png({ width: 128, depth: 8, type: 0 }, new Array(128).fill(Buffer.alloc(128)));
    const folder = await folderWith({
      'one.zip': zip({ 'obj1__0.png': picture }),
      'none.zip': Buffer.alloc(100),
    });
    const [one, none] = [join(folder, 'one.zip'), join(folder, 'none.zip')];
    expect(await failure(reduceCoil20(one))).toBe(
      `data.archive: ${one}: expected 1440 pictures obj1__0.png to obj20__71.png, found 1.`,
    );
    expect(await failure(reduceCoil20(none))).toContain('its directory is missing');
  });
});

it('every known set but the shipped one has a source on its own home page', () => {
  expect(sources.map(s => s.set).sort()).toEqual(
    knownSets
      .map(set => set.name)
      .filter(name => name !== 'mnist-sample')
      .sort(),
  );
  for (const { downloads } of sources) {
    for (const { file, urls } of downloads) {
      for (const url of urls) expect(new URL(url).pathname.endsWith(`/${file}`)).toBe(true);
    }
  }
});
