import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../base/index.ts';
import { gunzip } from './gunzip.ts';

/** A file of a set, unpacked. */
export interface DataFile {
  readonly path: string;
  /** The file was gzip; offsets in messages are then those of the unpacked bytes. */
  readonly packed: boolean;
  readonly bytes: Uint8Array;
}

/** Reads FOLDER/NAME or FOLDER/NAME.gz, whichever is there, under the first name that is there. */
export async function readDataFile(folder: string, ...names: string[]): Promise<DataFile> {
  for (const name of names) {
    const plain = await readIfThere(join(folder, name));
    if (plain) return { path: join(folder, name), packed: false, bytes: plain };
    const path = join(folder, `${name}.gz`);
    const packed = await readIfThere(path);
    if (packed) return { path, packed: true, bytes: await gunzip(path, packed) };
  }
  const [name = ''] = names;
  throw new UserError(
    'data.missing',
    `${join(folder, name)}: there is no such file, nor ${name}.gz. Expected one of them there.`,
  );
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new UserError('data.unreadable', `${path}: cannot be read: ${message}.`, { cause });
  }
}
