import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { gzipSync } from 'node:zlib';
import { pattern, words, type Files } from './support.ts';

/** A small whole set of each format, to be damaged. */
export const samples: Readonly<Record<string, Files>> = {
  idx: idx(file => file),
  'idx packed': Object.fromEntries(
    Object.entries(idx(file => file)).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)]),
  ),
  cifar10: { 'data_batch_1.bin': cifar(3, 1), 'test_batch.bin': cifar(2, 1) },
  cifar100: { 'train.bin': cifar(3, 2), 'test.bin': cifar(2, 2) },
  stl10: {
    'train_X.bin': pattern(2 * 27_648, 1),
    'train_y.bin': Uint8Array.of(1, 10),
    'test_X.bin': pattern(27_648, 2),
    'test_y.bin': Uint8Array.of(3),
  },
  usps: { 'zip.train': usps(3), 'zip.test': usps(2) },
  'usps packed': { 'zip.train.gz': gzipSync(usps(3)), 'zip.test.gz': gzipSync(usps(2)) },
  coil20: { 'coil20_32x32_u16.bin': coil() },
  'png pictures': pictures('png', i =>
    encodePng({
      width: 5,
      height: 4,
      channels: 1 + 2 * (i % 2),
      data: pattern(20 * (1 + 2 * (i % 2)), i),
    }),
  ),
  'png of 16 bits': pictures('png', i =>
    encodePng({
      width: 5,
      height: 4,
      depth: 16,
      channels: 1,
      data: Uint16Array.from(pattern(20, i), v => v * 257),
    }),
  ),
  'jpeg pictures': pictures(
    'jpg',
    i => encodeJpeg({ width: 16, height: 12, data: pattern(16 * 12 * 4, i) }, 90).data,
  ),
};

function idx(name: (file: string) => string): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  for (const [split, count] of [
    ['train', 4],
    ['t10k', 2],
  ] as const) {
    files[name(`${split}-images-idx3-ubyte`)] = Buffer.concat([
      words(0x803, count, 6, 5),
      pattern(30 * count, count),
    ]);
    files[name(`${split}-labels-idx1-ubyte`)] = Buffer.concat([
      words(0x801, count),
      pattern(count, 0).map(v => v % 10),
    ]);
  }
  return files;
}

function cifar(count: number, labels: number): Buffer {
  const record = (i: number) => Buffer.concat([Buffer.alloc(labels, i), pattern(3072, i)]);
  return Buffer.concat(Array.from({ length: count }, (_, i) => record(i)));
}

function usps(count: number): Buffer {
  const line = (i: number) =>
    [`${i}.0000`, ...Array.from(pattern(256, i), v => (v / 127.5 - 1).toFixed(4))].join(' ');
  return Buffer.from(Array.from({ length: count }, (_, i) => `${line(i)}\n`).join(''));
}

function coil(): Buffer {
  const out = Buffer.alloc(8 * 2049);
  for (let r = 0; r < 8; r++) {
    out[r * 2049] = r >> 2;
    for (let p = 0; p < 1024; p++) out.writeUInt16LE((p * 37 + r) % 4081, r * 2049 + 1 + 2 * p);
  }
  return out;
}

function pictures(ending: string, encode: (i: number) => Uint8Array): Files {
  const files: Record<string, Uint8Array> = {};
  for (let i = 0; i < 6; i++) {
    files[`train/${'ab'[i % 2]}/${i}.${ending}`] = encode(i);
    if (i < 2) files[`test/${'ab'[i % 2]}/${i}.${ending}`] = encode(i + 7);
  }
  return files;
}
