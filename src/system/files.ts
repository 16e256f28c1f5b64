import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';

/** The calls that write, so that a test can let a disk fill up. */
export type FileSystem = Pick<
  typeof fs,
  | 'openSync'
  | 'closeSync'
  | 'writeSync'
  | 'fsyncSync'
  | 'ftruncateSync'
  | 'renameSync'
  | 'linkSync'
  | 'rmSync'
  | 'mkdirSync'
  | 'statSync'
>;

export const nodeFiles: FileSystem = fs;

/** Largest file that is read whole: run.json holds a cell's text, everything else is smaller. */
const longestText = 8 * 1024 * 1024;

/** The text of a regular file; undefined: there is none, or it is too large to be ours. */
export function readText(file: string): string | undefined {
  let fd: number;
  try {
    // Without O_NONBLOCK a pipe in the place of the file would block for ever.
    fd = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  } catch {
    return undefined;
  }
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile() || stat.size > longestText) return undefined;
    const bytes = Buffer.alloc(stat.size);
    const length = fs.readSync(fd, bytes, 0, bytes.length, 0);
    return bytes.toString('utf8', 0, length);
  } finally {
    fs.closeSync(fd);
  }
}

/** The last bytes of a file as text; empty where there is none. */
export function readTail(file: string, bytes: number): string {
  let fd: number;
  try {
    fd = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  } catch {
    return '';
  }
  try {
    const { size } = fs.fstatSync(fd);
    const buffer = Buffer.alloc(Math.min(bytes, size));
    const length = fs.readSync(fd, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, length);
  } finally {
    fs.closeSync(fd);
  }
}

/** Replaces a file in one step: a reader sees the old text or the new. */
export function replaceFile(file: string, text: string, files = nodeFiles): void {
  const temporary = temporaryName(file);
  try {
    writeNew(temporary, text, files);
    files.renameSync(temporary, file);
  } catch (error) {
    files.rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Creates a file with its whole text in one step. False: it was there already, and stays as it was.
 * A hard link is the one way that is both exclusive and never half written; where the file system
 * has none, an exclusive creation must do.
 */
export function createExclusively(file: string, text: string, files = nodeFiles): boolean {
  const temporary = temporaryName(file);
  try {
    writeNew(temporary, text, files);
    return linkExclusively(temporary, file, text, files);
  } finally {
    files.rmSync(temporary, { force: true });
  }
}

/** Gives a written file its final name, unless there is one already. */
export function linkExclusively(
  temporary: string,
  file: string,
  text: string,
  files: FileSystem,
): boolean {
  try {
    files.linkSync(temporary, file);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK')
      throw error;
  }
  try {
    writeNew(file, text, files);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Writes all bytes at a position; the system may take fewer at a time. */
export function writeAll(fd: number, bytes: Uint8Array, position: number, files: FileSystem): void {
  let done = 0;
  while (done < bytes.length)
    done += files.writeSync(fd, bytes, done, bytes.length - done, position + done);
}

/** What the user can do about an error of the file system. `doing`: `write the run`. */
export function diskError(error: unknown, doing: string, file: string): UserError {
  const code = codeOf(error);
  const [name, why] = reasons[code] ?? ['run.write', `${String(error)}.`];
  return new UserError(name, `Cannot ${doing} at ${file}: ${why}`, { cause: error });
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const full =
  'the disk is full. Free some space there; what could not be written is kept and tried again.';
const closed = 'it may not be written to. Change its permissions or choose another folder.';
const reasons: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['run.diskFull', full],
  EDQUOT: ['run.diskFull', full.replace('the disk is full', 'your quota is used up')],
  EFBIG: ['run.diskFull', full.replace('the disk is full', 'the file reached the size limit')],
  EACCES: ['run.readOnly', closed],
  EPERM: ['run.readOnly', closed],
  EROFS: [
    'run.readOnly',
    closed.replace('it may not', 'the disk is mounted read-only and may not'),
  ],
  ENOENT: ['run.gone', 'the folder is gone. Somebody deleted or moved it while the run went on.'],
  ENOTDIR: ['run.gone', 'a file stands where a folder should be. Move it away.'],
};

function writeNew(file: string, text: string, files: FileSystem): void {
  const fd = files.openSync(file, 'wx');
  try {
    writeAll(fd, Buffer.from(text), 0, files);
  } finally {
    files.closeSync(fd);
  }
}

function temporaryName(file: string): string {
  const tail = randomBytes(4).toString('hex');
  return path.join(path.dirname(file), `.${path.basename(file)}.${tail}.tmp`);
}
