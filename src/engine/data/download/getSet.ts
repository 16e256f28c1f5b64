import { copyFile, cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../../base/index.ts';
import { cacheFolder, checkFolder, codeOf, makeWorkFolder } from '../../../system/index.ts';
import { formats } from '../formats/index.ts';
import type { KnownSet } from '../../../dataset/index.ts';
import { checkDigest, digestOf } from './checkDigest.ts';
import { fetchFile, type FetchOptions } from './fetchFile.ts';
import { reduceCoil20 } from './reduceCoil20.ts';
import { sources, type Download, type Source } from './sources.ts';
import { extractTar } from './tar.ts';

export interface GetOptions extends Partial<FetchOptions> {
  /** Fetch from this address or folder instead of the home page. */
  readonly from?: string;
  /** Something the user should know, e.g. that no checksum is published. */
  readonly onNote?: (text: string) => void;
  /** Other addresses and checksums, for tests. */
  readonly source?: Source;
}

/**
 * Fetches a set into `folder`/NAME. Everything is fetched, unpacked and checked in a folder of the user's
 * cache that nobody else may write to, and comes to its place at the very end; what was fetched before a
 * failure is gone on from.
 *
 * @returns the folder of the set.
 * @throws UserError with what failed and how to do it without a network.
 */
export async function getSet(
  set: KnownSet,
  folder: string,
  options: GetOptions = {},
): Promise<string> {
  const source = options.source ?? sources.find(known => known.set === set.name);
  if (!source) {
    throw new UserError(
      'data.download',
      `${set.name} is shipped with Residual Lab: nothing to fetch.`,
    );
  }
  const target = resolve(folder, set.name);
  if (await isThere(target)) {
    await readSet(set, target, 'Move the folder away and run this again.');
    options.onNote?.(`${target} is already there, whole.`);
    return target;
  }
  const work = join(cacheFolder(), 'downloads', set.name);
  const staged = join(work, 'set');
  try {
    // Whether it may be written there is known before anything is fetched.
    await mkdir(dirname(target), { recursive: true });
    await mkdir(work, { recursive: true, mode: 0o700 });
    checkFolder(work, { ours: true });
    await rm(staged, { recursive: true, force: true });
    await mkdir(staged);
    for (const download of source.downloads) {
      if (!download.digest) {
        options.onNote?.(
          `No checksum of ${download.file} is published; its content is checked instead.`,
        );
      }
      await obtain(source, download.file, work, options);
    }
    await unpack(set, source, work, staged, options);
    await readSet(set, staged, 'Run this again to fetch it anew.');
    await moveFolder(staged, target);
    await rm(work, { recursive: true, force: true });
    return target;
  } catch (error) {
    const explained = explain(error, set, source, folder);
    // A whole download whose content is wrong would be taken for good the next time.
    if (!isUserError(explained, 'data.download', 'data.checksum', 'data.disk')) {
      await rm(work, { recursive: true, force: true });
    }
    throw explained;
  }
}

function isUserError(error: unknown, ...codes: string[]): boolean {
  return error instanceof UserError && codes.includes(error.code);
}

/** Brings one download to `work`: from a folder, another address or its own home. */
async function obtain(
  source: Source,
  file: string,
  work: string,
  options: GetOptions,
): Promise<void> {
  const path = join(work, file);
  const download = source.downloads.find(known => known.file === file);
  if (!download || (await isWhole(download, path))) return;
  const { from } = options;
  if (from !== undefined && !/^https?:/.test(from)) {
    const local = resolve(from, file);
    if (!(await isThere(local))) {
      throw new UserError('data.missing', `${local}: there is no such file.`);
    }
    // What is unpacked later is the copy, so that is what is checked.
    await copyFile(local, path);
    try {
      await checkDigest(download, path, local);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return;
  }
  const urls = from === undefined ? download.urls : [`${from.replace(/\/$/, '')}/${file}`];
  await fetchFile({ ...download, urls }, path, {
    onProgress: options.onProgress ?? (() => undefined),
    attempts: options.attempts ?? 4,
    pauseMs: options.pauseMs ?? 500,
    idleMs: options.idleMs ?? 60_000,
  });
}

async function unpack(
  set: KnownSet,
  source: Source,
  work: string,
  staged: string,
  options: GetOptions,
): Promise<void> {
  for (const { file } of source.downloads) {
    const path = join(work, file);
    if (source.unpack === 'keep') {
      await copyFile(path, join(staged, file));
    } else if (source.unpack === 'tar') {
      const names = new Set(set.files.map(known => known.name));
      const found = await pipeline(createReadStream(path), createGunzip(), stream =>
        extractTar(stream as AsyncIterable<Uint8Array>, path, names, staged),
      );
      const missing = [...names].find(name => !found.has(name));
      if (missing !== undefined) {
        throw new UserError(
          'data.archive',
          `${path}: expected ${missing} in the archive, found none.`,
        );
      }
      for (const known of set.files) {
        await checkDigest(known, join(staged, known.name), `${file}: ${known.name}`);
      }
    } else {
      const [known] = set.files;
      const reduced = join(staged, known?.name ?? '');
      await writeFile(reduced, await reduceCoil20(path));
      const same = (await digestOf(reduced, 'sha256')) === known?.digest?.hex;
      options.onNote?.(
        same
          ? 'The reduced pictures equal the 32x32 form that papers use, to the byte.'
          : 'The reduced pictures are not, to the byte, the 32x32 form that papers use.',
      );
    }
  }
}

async function readSet(set: KnownSet, folder: string, advice: string): Promise<void> {
  try {
    await formats[set.format].read(folder, { known: set });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${error.message} ${advice}`, { cause: error });
  }
}

/** Whether an earlier call left this file; one that is not the published one is removed. */
async function isWhole(download: Download, path: string): Promise<boolean> {
  if (!(await isThere(path))) return false;
  try {
    await checkDigest(download, path, path);
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await rm(path, { force: true });
    return false;
  }
}

/** To another disk it is copied, and takes its name when it is whole. */
async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const beside = makeWorkFolder(dirname(to), 'download');
    try {
      await cp(from, join(beside, 'set'), { recursive: true });
      await rename(join(beside, 'set'), to);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Adds to an error of the network or the disk what to do about it. */
function explain(error: unknown, set: KnownSet, source: Source, folder: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!(error instanceof UserError)) {
    if (code === undefined) return error;
    if (code.startsWith('Z_')) {
      const files = source.downloads.map(download => download.file).join(', ');
      return new UserError('data.archive', `${files}: cannot be unpacked: ${message}.`, {
        cause: error,
      });
    }
    return new UserError('data.disk', `${resolve(folder)}: ${message}.`, { cause: error });
  }
  if (code !== 'data.download' && code !== 'data.checksum') return error;
  const files = source.downloads.map(download => download.file).join(', ');
  const addresses = source.downloads.map(download => download.urls[0]).join(', ');
  return new UserError(
    code,
    `${message}\nWithout a network: fetch ${addresses} on another machine (home page ` +
      `${set.homePage}), bring ${files} here in a folder, and run ` +
      `\`reslab data get ${set.name} --from FOLDER\`.${code === 'data.download' ? ' What has arrived so far is kept.' : ''}`,
    { cause: error },
  );
}
