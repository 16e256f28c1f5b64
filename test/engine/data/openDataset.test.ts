import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/engine/data/index.ts';
import { failure, folderWith, pattern, words } from './support.ts';

const saved = { ...process.env };
beforeEach(async () => {
  process.env['RESIDUAL_LAB_CACHE'] = await folderWith({});
  delete process.env['RESIDUAL_LAB_DATA'];
});
afterEach(() => {
  process.env = { ...saved };
});

/** An IDX set whose one training image has this label. */
function idx(label: number): Record<string, Uint8Array> {
  const image = Buffer.concat([words(0x803, 1, 2, 2), pattern(4, label)]);
  const labels = Buffer.concat([words(0x801, 1), Uint8Array.of(label)]);
  return {
    'train-images-idx3-ubyte': image,
    'train-labels-idx1-ubyte': labels,
    't10k-images-idx3-ubyte': image,
    't10k-labels-idx1-ubyte': labels,
  };
}

const inFolder = (name: string, files: Record<string, Uint8Array>) =>
  Object.fromEntries(Object.entries(files).map(([file, bytes]) => [`${name}/${file}`, bytes]));

describe('where a set is found', () => {
  const labelOf = async (options: { folder?: string } = {}) =>
    (await openDataset({ set: 'mine', format: null }, options)).train.labels[0];

  it('by name: the folder given, then RESIDUAL_LAB_DATA, then the downloads', async () => {
    const given = await folderWith(inFolder('mine', idx(1)));
    process.env['RESIDUAL_LAB_DATA'] = await folderWith(inFolder('mine', idx(2)));
    process.env['RESIDUAL_LAB_CACHE'] = await folderWith(inFolder('data/mine', idx(3)));
    expect(await labelOf({ folder: given })).toBe(1);
    expect(await labelOf()).toBe(2);
    delete process.env['RESIDUAL_LAB_DATA'];
    expect(await labelOf()).toBe(3);
    expect(await labelOf({ folder: await folderWith({}) })).toBe(3);
  });

  it('by path, relative to the base', async () => {
    const base = await folderWith(inFolder('sets/mine', idx(4)));
    const set = await openDataset({ set: './sets/mine', format: null }, { base });
    expect([set.name, set.train.labels[0]]).toEqual(['mine', 4]);
    const above = join(base, 'notebooks');
    await mkdir(above);
    expect((await openDataset({ set: '../sets/mine', format: 'idx' }, { base: above })).name).toBe(
      'mine',
    );
  });

  it('the sample needs nothing', async () => {
    expect((await openDataset({ set: 'mnist-sample', format: null })).train.count).toBe(3000);
  });
});

describe('what it says when it cannot', () => {
  it('unknown name', async () => {
    const said = await failure(openDataset({ set: 'cifar', format: null }));
    expect(said).toMatch(
      /^data.unknown: There is no data set cifar\. Known names: .*cifar10.* such as \.\/cifar\./,
    );
  });

  it('a known set that is not here: how to get it, and where it looked', async () => {
    const folder = await folderWith({});
    const said = await failure(openDataset({ set: 'cifar10', format: null }, { folder }));
    expect(said).toContain('`reslab data get cifar10` in a terminal');
    expect(said).toContain(join(folder, 'cifar10'));
  });

  it('a data folder that is not there', async () => {
    const said = await failure(
      openDataset({ set: 'cifar10', format: null }, { folder: '/no/such' }),
    );
    expect(said).toBe('data.missing: /no/such: there is no such data folder.');
  });

  it('a path that is not there, and one that is no set', async () => {
    const base = await folderWith({ 'x/readme.md': 'hello' });
    expect(await failure(openDataset({ set: './y', format: null }, { base }), base)).toContain(
      'y: there is no such folder',
    );
    expect(await failure(openDataset({ set: './x', format: null }, { base }), base)).toContain(
      'data.format: x: expected a data set, found no files of one',
    );
  });

  it('a known name must be that set, complete', async () => {
    const folder = await folderWith(inFolder('mnist', idx(1)));
    expect(await failure(openDataset({ set: 'mnist', format: null }, { folder }), folder)).toBe(
      'data.size: mnist/train-images-idx3-ubyte, byte 4: expected 60,000 images, found 1.',
    );
    const cut = await folderWith({
      'cifar10/data_batch_1.bin': Buffer.alloc(3073 * 9999),
      'cifar10/test_batch.bin': Buffer.alloc(3073 * 10000),
      ...Object.fromEntries(
        [2, 3, 4, 5].map(i => [`cifar10/data_batch_${i}.bin.gz`, Buffer.alloc(30_730_000)]),
      ),
    });
    expect(await failure(openDataset({ set: 'cifar10', format: null }, { folder: cut }), cut)).toBe(
      'data.truncated: cifar10/data_batch_1.bin, byte 30,726,927: expected 30,730,000 bytes in all ' +
        '(10,000 records of 3,073), found the end of the file.',
    );
  });

  it('an unknown format', async () => {
    const base = await folderWith(inFolder('x', idx(1)));
    expect(await failure(openDataset({ set: './x', format: 'mat' }, { base }))).toBe(
      'data.format: There is no data format mat. Known formats: cifar10, cifar100, stl10, idx, usps, coil20, images.',
    );
  });
});

describe('damaged gzip', () => {
  const noise = Uint8Array.from({ length: 40_000 }, (_, i) => (i * i * 2654435761) >>> 24);
  const packed = gzipSync(Buffer.concat([words(0x803, 100, 20, 20), noise]));
  const openWith = async (bytes: Uint8Array) => {
    const folder = await folderWith({ ...idx(1), 'train-images-idx3-ubyte.gz': bytes });
    const { rm } = await import('node:fs/promises');
    await rm(join(folder, 'train-images-idx3-ubyte'));
    return failure(openDataset({ set: folder, format: 'idx' }), folder);
  };

  it('cut: where it ends and how far it could be unpacked', async () => {
    const cut = packed.subarray(0, packed.length / 2);
    expect(await openWith(cut)).toMatch(
      new RegExp(
        `^data.gzip: train-images-idx3-ubyte.gz, byte ${cut.length.toLocaleString('en-US')}: expected ` +
          'the rest of the gzip data, found the end of the file after [\\d,]+ unpacked bytes',
      ),
    );
  });

  it('damaged: near which byte', async () => {
    const bad = Uint8Array.from(packed);
    bad.fill(0xff, 20_000, 20_400);
    const said = await openWith(bad);
    expect(said).toMatch(/^data.gzip: train-images-idx3-ubyte.gz, byte [\d,]+: .* found damage \(/);
    const byte = Number(/byte ([\d,]+)/.exec(said)?.[1]?.replaceAll(',', ''));
    expect(byte).toBeGreaterThanOrEqual(20_000);
  });

  it('not gzip at all', async () => {
    const folder = await folderWith(idx(1));
    const { rename, writeFile } = await import('node:fs/promises');
    const path = join(folder, 'train-images-idx3-ubyte');
    await rename(path, `${path}.gz`);
    expect(await failure(openDataset({ set: folder, format: 'idx' }), folder)).toBe(
      'data.gzip: train-images-idx3-ubyte.gz, byte 0: expected the signature of gzip, 1f 8b, found 00 00.',
    );
    await writeFile(`${path}.gz`, '');
    expect(await failure(openDataset({ set: folder, format: 'idx' }), folder)).toContain(
      'found an empty file',
    );
  });
});
