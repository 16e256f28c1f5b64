import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UserError } from '../../../src/base/index.ts';
import { openDataset, type Dataset } from '../../../src/engine/data/index.ts';

/** Where the real sets lie; tests of them are skipped without it. */
export const realData = process.env['RESIDUAL_LAB_DATA'];
export const needsRealData = realData ? '' : ' (skipped: RESIDUAL_LAB_DATA is not set)';

/** Contents by path. */
export type Files = Readonly<Record<string, Uint8Array | string | undefined>>;

/** A new folder with these files; names that end in .gz are packed. */
export async function folderWith(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'residual-lab-data-'));
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    await writeFile(path, name.endsWith('.gz') && !isGzip(bytes) ? gzipSync(bytes) : bytes);
  }
  return folder;
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Opens a folder by path, in the format given or the one found out. */
export function open(folder: string, format: string | null = null): Promise<Dataset> {
  return openDataset({ set: folder, format });
}

/** Code and message of the error that a promise must fail with, folders taken off. */
export async function failure(promise: Promise<unknown>, folder = ''): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const said = `${error.code}: ${error.message}`;
    return folder ? said.replaceAll(`${folder}/`, '') : said;
  }
  throw new Error('it did not fail');
}

/** Bytes that differ from each other in a way that shows a wrong place. */
export function pattern(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 17 + (i >> 8)) & 255);
}

/** Numbers as big-endian 32-bit words. */
export function words(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => bytes.writeUInt32BE(n, 4 * i));
  return bytes;
}
