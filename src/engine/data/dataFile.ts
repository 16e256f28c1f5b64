import { join } from 'node:path';
import { UserError } from '../../base/index.ts';
import { limits } from '../../system/index.ts';
import type { DataFile } from './types.ts';
import { gunzip } from './gunzip.ts';
import { readIfThere } from './readWhole.ts';

/**
 * Reads FOLDER/NAME or FOLDER/NAME.gz, whichever is there, under the first name that is there.
 *
 * @param size how many bytes a packed file has by its first ones, where its format says so.
 */
export async function readDataFile(
  folder: string,
  name: string | readonly string[],
  size?: (head: Uint8Array) => number | null,
): Promise<DataFile> {
  const names = typeof name === 'string' ? [name] : name;
  for (const name of names) {
    const plain = await readIfThere(join(folder, name), limits.dataFile);
    if (plain) return { path: join(folder, name), packed: false, bytes: plain };
    const path = join(folder, `${name}.gz`);
    const packed = await readIfThere(path, limits.dataFile);
    if (packed) return { path, packed: true, bytes: await gunzip(path, packed, size) };
  }
  const [first = ''] = names;
  throw new UserError(
    'data.missing',
    `${join(folder, first)}: there is no such file, nor ${first}.gz. Expected one of them there.`,
  );
}
