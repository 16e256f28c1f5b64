import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { limits } from '../../base/index.ts';
import type { DataFingerprint } from '../../record/index.ts';
import type { UsedFile } from '../files.ts';
import { unreadable } from '../unreadable.ts';
import { DigestCache } from './digestCache.ts';
import { digestFile, stampOf, type FileStamp } from './digestFile.ts';

const sampleSize = 64;

/** Files looked at or read at a time. */
const atATime = 16;

/** A file as a fingerprint sees it. */
export interface PrintedFile {
  readonly name: string;
  readonly size: number;
  /** Null: not in the sample. */
  readonly sha256: string | null;
}

export interface FingerprintOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Sets of more bytes are sampled; for tests. */
  readonly most?: number;
  /** Null as soon as a file would have to be read. */
  readonly cachedOnly?: boolean;
}

export interface Printed {
  readonly fingerprint: DataFingerprint;
  /** By name. */
  readonly files: readonly PrintedFile[];
}

/**
 * Fingerprints the files of a set: SHA-256 over the names, sizes and contents of all, in the order of
 * their names. Of a set of more than 2 GB the contents of 64 files count, those whose names have the
 * smallest hashes. Files that have not changed since they were read last are not read again.
 *
 * @param folder that of the set, under which its sums are kept
 * @throws UserError `data.unreadable`, `data.changing`.
 */
export async function fingerprintOf(
  folder: string,
  files: readonly UsedFile[],
  options: FingerprintOptions & { readonly cachedOnly: true },
): Promise<Printed | null>;
export async function fingerprintOf(
  folder: string,
  files: readonly UsedFile[],
  options?: FingerprintOptions & { readonly cachedOnly?: false },
): Promise<Printed>;
export async function fingerprintOf(
  folder: string,
  files: readonly UsedFile[],
  { env = process.env, most = limits.fingerprinted, cachedOnly = false }: FingerprintOptions = {},
): Promise<Printed | null> {
  const stamps = await inParallel(files, async ({ path }) => {
    try {
      return stampOf(await stat(path, { bigint: true }));
    } catch (cause) {
      throw unreadable(path, cause);
    }
  });
  const bytes = stamps.reduce((sum, { size }) => sum + size, 0);
  const way = bytes > most ? 'sample' : 'contents';
  const sampled = way === 'sample' ? sampleOf(files) : null;
  const cache = new DigestCache(folder, env);
  let isUnknown = false;
  const printed = await inParallel(files, async (file, i): Promise<PrintedFile> => {
    const stamp = stamps[i] as FileStamp;
    const { name, path } = file;
    if (sampled && !sampled.has(name)) return { name, size: stamp.size, sha256: null };
    const known = cache.get(path, stamp);
    if (known !== undefined) return { name, size: stamp.size, sha256: known };
    if (cachedOnly) {
      isUnknown = true;
      return { name, size: stamp.size, sha256: null };
    }
    const readAt = Date.now();
    const read = await digestFile(path);
    cache.set(path, read.stamp, read.sha256, readAt);
    return { name, size: read.stamp.size, sha256: read.sha256 };
  });
  if (isUnknown) return null;
  cache.save(new Set(files.map(({ path }) => path)));
  printed.sort((a, b) => compare(a.name, b.name) || compare(a.sha256 ?? '', b.sha256 ?? ''));
  const hash = createHash('sha256');
  for (const { name, size, sha256 } of printed) hash.update(`${name}\0${size}\0${sha256 ?? ''}\n`);
  return {
    fingerprint: {
      way,
      sha256: hash.digest('hex'),
      files: printed.length,
      bytes: printed.reduce((sum, { size }) => sum + size, 0),
    },
    files: printed,
  };
}

/** The choice depends on each name alone, so that the sample of a set that grew is nearly the same. */
function sampleOf(files: readonly UsedFile[]): Set<string> {
  const hashed = files.map(({ name }) => ({
    name,
    hash: createHash('sha256').update(name).digest('hex'),
  }));
  hashed.sort((a, b) => compare(a.hash, b.hash));
  return new Set(hashed.slice(0, sampleSize).map(({ name }) => name));
}

/** In the order of the list; the error is that of the first one that fails there. */
async function inParallel<T, R>(
  list: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < list.length; from += atATime) {
    const part = list.slice(from, from + atATime).map((item, i) => work(item, from + i));
    await Promise.allSettled(part);
    results.push(...(await Promise.all(part)));
  }
  return results;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
