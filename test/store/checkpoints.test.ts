import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { decodeTensors } from '../../src/engine/train/safetensors.ts';
import { checkpointName, listCheckpoints } from '../../src/store/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';

/** A run folder with one checkpoint of so many tensors, which have no numbers. */
function withTensors(count: number): { folder: string; bytes: Buffer } {
  const names = Array.from({ length: count }, (_, i) => String(i));
  const tensor = '{"dtype":"F32","shape":[0],"data_offsets":[0,0]}';
  const header = Buffer.from(`{${names.map(name => `"${name}":${tensor}`).join(',')}}`);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const bytes = Buffer.concat([length, header]);
  const folder = temporaryFolder();
  fs.mkdirSync(path.join(folder, 'checkpoints'));
  fs.writeFileSync(path.join(folder, 'checkpoints', checkpointName(10)), bytes);
  return { folder, bytes };
}

it('a whole checkpoint counts, however many tensors it has', () => {
  const { folder, bytes } = withTensors(140_000);
  expect(listCheckpoints(folder).map(({ step }) => step)).toEqual([10]);
  expect(Object.keys(decodeTensors(bytes, 'x').tensors)).toHaveLength(140_000);
});

it('a header beyond every network is refused in words, and is no checkpoint', () => {
  const { folder, bytes } = withTensors(200_000);
  expect(listCheckpoints(folder)).toEqual([]);
  expect(() => decodeTensors(bytes, 'x')).toThrow(/header has \d+ bytes, \d+ are the most/);
});
