import fs from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { formatBytes, limits, UserError } from '../base/index.ts';
import { codeOf } from './errors.ts';
import { aLink, noFollow, nonBlocking, noPlainFile, notPlain, notPlainCodes } from './plain.ts';

/** Why a file is not read: there is none; it may not be read; it is a link, a pipe, a folder; it is larger than it may be. */
export type Unread = 'none' | 'denied' | 'notPlain' | 'tooLarge' | 'failed';

/** The same as the end of a sentence about a file. */
export const unreadable: Readonly<Record<Unread, string>> = {
  none: 'is not there',
  denied: 'may not be read by this user',
  notPlain: 'is a link, a folder, a pipe or a device, where a file should be',
  tooLarge: 'is larger than any that this program writes',
  failed: 'cannot be read: the disk refuses',
};

export interface ReadOptions {
  /** Most bytes; see `limits`. */
  readonly most: number;
  /**
   * The user named this path, so that a link there is his own. Files of a run folder, a store or a queue are never
   * reached through a link: who reads them would show somebody else's file.
   */
  readonly follow?: boolean;
}

/** The bytes of a plain file, or why not. Never blocks, whatever stands there, and never throws. */
export function readPlain(file: string, options: ReadOptions): { bytes: Buffer } | { why: Unread } {
  const opened = openPlain(file, options.follow === true);
  if ('why' in opened) return opened;
  try {
    const { size } = opened.stat;
    if (size > options.most) return { why: 'tooLarge' };
    const bytes = Buffer.alloc(size);
    let length = 0;
    for (let n = -1; n !== 0 && length < size; length += n)
      n = fs.readSync(opened.fd, bytes, length, size - length, length);
    return { bytes: bytes.subarray(0, length) };
  } catch {
    return { why: 'failed' };
  } finally {
    fs.closeSync(opened.fd);
  }
}

/** The text of a plain file of a run folder or store; undefined: there is none, or none of ours. */
export function readText(file: string, most: number = limits.smallFile): string | undefined {
  const read = readPlain(file, { most });
  return 'bytes' in read ? read.bytes.toString('utf8') : undefined;
}

/** The last bytes of a plain file as text; empty where there is none. */
export function readTail(file: string, bytes: number): string {
  const opened = openPlain(file, false);
  if ('why' in opened) return '';
  try {
    const { size } = opened.stat;
    const buffer = Buffer.alloc(Math.min(bytes, size));
    const length = fs.readSync(opened.fd, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, length);
  } catch {
    return '';
  } finally {
    fs.closeSync(opened.fd);
  }
}

/** Opens a plain file for reading. Whoever gets `fd` closes it. */
export function openPlain(
  file: string,
  follow: boolean,
): { fd: number; stat: fs.Stats } | { why: Unread } {
  let fd: number;
  try {
    if (!follow && noFollow === 0 && fs.lstatSync(file).isSymbolicLink())
      return { why: 'notPlain' };
    fd = fs.openSync(file, fs.constants.O_RDONLY | nonBlocking | (follow ? 0 : noFollow));
  } catch (error) {
    return { why: whyNot(codeOf(error)) };
  }
  const stat = fs.fstatSync(fd);
  if (stat.isFile()) return { fd, stat };
  fs.closeSync(fd);
  return { why: 'notPlain' };
}

/**
 * Opens a plain file that may be large, for reading. Throws a UserError (`run.links`, `file.tooLarge`) or the
 * error of the system. Whoever gets the handle closes it.
 */
export async function openLarge(
  file: string,
  { most, follow = false }: ReadOptions,
): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  let handle: FileHandle;
  try {
    if (!follow && noFollow === 0 && fs.lstatSync(file).isSymbolicLink())
      throw notPlain(file, aLink);
    handle = await open(file, fs.constants.O_RDONLY | nonBlocking | (follow ? 0 : noFollow));
  } catch (error) {
    if (!notPlainCodes.has(codeOf(error))) throw error;
    throw notPlain(file, codeOf(error) === 'ELOOP' ? aLink : noPlainFile);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw notPlain(file, noPlainFile);
    if (stat.size > most) throw tooLarge(file, stat.size, most);
    return { handle, size: stat.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The bytes of a plain file that may be large. Throws as `openLarge` does. */
export async function readLarge(file: string, options: ReadOptions): Promise<Buffer> {
  const { handle, size } = await openLarge(file, options);
  try {
    return await readBytes(handle, 0, size);
  } finally {
    await handle.close();
  }
}

/** Bytes of an open file, fewer where it ends before. The system takes less than 2 GiB at a time. */
export async function readBytes(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const piece = Math.min(length - done, 1 << 30);
    const { bytesRead } = await handle.read(bytes, done, piece, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

function tooLarge(file: string, size: number, most: number): UserError {
  return new UserError(
    'file.tooLarge',
    `${file} has ${formatBytes(size)}; files of its kind have ${formatBytes(most)} at most. It is not read.`,
  );
}

function whyNot(code: string): Unread {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'none';
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  return notPlainCodes.has(code) ? 'notPlain' : 'failed';
}
