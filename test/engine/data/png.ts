import { crc32, deflateSync } from 'node:zlib';
import { words } from './support.ts';

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([words(data.length), body, words(crc32(body))]);
}

/** A PNG of these rows (packed as the bit depth says), each after filter type 0. */
export function png(
  { width, depth, type }: { width: number; depth: number; type: number },
  rows: readonly ArrayLike<number>[],
  ...before: Buffer[]
): Buffer {
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([words(width, rows.length), Buffer.from([depth, type, 0, 0, 0])])),
    ...before,
    chunk(
      'IDAT',
      deflateSync(Buffer.concat(rows.flatMap(row => [Buffer.of(0), Buffer.from(row)]))),
    ),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
