import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeImage } from '../../../src/engine/data/formats/decodeImage.ts';
import { gunzip } from '../../../src/engine/data/gunzip.ts';
import { readDataFile } from '../../../src/engine/data/dataFile.ts';
import { chunk, png } from './png.ts';
import { failure, folderWith, open, words } from './support.ts';

const header = (width: number, height: number, depth: number) =>
  chunk('IHDR', Buffer.concat([words(width, height), Buffer.from([depth, 0, 0, 0, 0])]));
const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const end = chunk('IEND', Buffer.alloc(0));
const code = (path: string, bytes: Uint8Array) =>
  failure(Promise.resolve().then(() => decodeImage(path, bytes)));

it('does not decode a picture whose header says more pixels than any network takes', async () => {
  const rows = deflateSync(Buffer.alloc(40_000 * 5001));
  const bytes = Buffer.concat([signature, header(40_000, 40_000, 1), chunk('IDAT', rows), end]);
  const before = process.memoryUsage().rss;
  expect(await code('big.png', bytes)).toMatch(/^data.image: big.png .*40000x40000 pixels/);
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
});

it('does not unpack more pixels than the header says', async () => {
  const rows = deflateSync(Buffer.alloc(200_000_000));
  const bytes = Buffer.concat([signature, header(8, 8, 8), chunk('IDAT', rows), end]);
  expect(rows.length).toBeGreaterThan(64 * 1024);
  expect(await code('bomb.png', bytes)).toMatch(/^data.image: bomb.png .*cannot be decoded/);
});

it('leaves out what a picture carries beside its pixels', () => {
  const profile = Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(50_000_000))]);
  const rows = [
    [1, 2],
    [3, 4],
  ];
  const bytes = png({ width: 2, depth: 8, type: 0 }, rows, chunk('iCCP', profile));
  expect([...decodeImage('x.png', bytes).data]).toEqual([1, 2, 3, 4]);
});

it('unpacks gzip to what the header of the format says, or to what images can come to', async () => {
  const labels = Buffer.concat([words(0x801, 3), Buffer.alloc(100_000_000)]);
  const folder = await folderWith({ 't10k-labels-idx1-ubyte.gz': gzipSync(labels) });
  const size = () => 11;
  expect(await failure(readDataFile(folder, 't10k-labels-idx1-ubyte', size), folder)).toBe(
    'data.gzip: t10k-labels-idx1-ubyte.gz: expected 11 unpacked bytes at most (its header says no more), found more.',
  );
  const bomb = gzipSync(Buffer.alloc(200_000_000));
  expect(await failure(gunzip('x.gz', bomb))).toContain('no images are packed so tightly');
});

it('reads regular files only, and never waits for one', async () => {
  for (const name of ['data_batch_1.bin', 'test_batch.bin']) {
    const folder = await folderWith({ [name]: '' });
    const other = name === 'test_batch.bin' ? 'data_batch_1.bin' : 'test_batch.bin';
    if (other === 'test_batch.bin') execFileSync('mkfifo', [join(folder, other)]);
    else symlinkSync('/dev/zero', join(folder, other));
    expect(await failure(open(folder, 'cifar10'), folder)).toMatch(
      new RegExp(`^data.unreadable: ${other}|^data.truncated: ${name}`),
    );
  }
});

it('sets nothing aside for empty lines', async () => {
  const line = `3 ${Array<string>(256).fill('0').join(' ')}\n`;
  const text = `${line}${'\n'.repeat(3_000_000)}`;
  const set = await open(await folderWith({ 'zip.train': text, 'zip.test': line }));
  expect([set.train.count, set.train.images.buffer.byteLength < 10_000_000]).toEqual([1, true]);
});
