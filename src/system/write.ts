import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { codeOf } from './errors.ts';
import {
  aLink,
  checkOwnFile,
  noFollow,
  nodeFiles,
  nonBlocking,
  noPlainFile,
  notPlain,
  notPlainCodes,
  type FileSystem,
} from './plain.ts';

/** `new`: it must not be there yet. `append`: at its end, made where it is missing. `update`: it must be there. */
export type WriteMode = 'new' | 'append' | 'update';

const { O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_APPEND } = fs.constants;
const flags: Readonly<Record<WriteMode, number>> = {
  new: O_WRONLY | O_CREAT | O_EXCL,
  append: O_WRONLY | O_CREAT | O_APPEND,
  update: O_RDWR,
};

/**
 * Opens a file for writing; the one way in which this project does so. The folder is not trusted: whoever made
 * it may have put a link, a pipe or somebody's own file there. Only the last part of the path is looked at;
 * `checkFolder` is for those above. Throws a UserError `run.links`, or the error of the system.
 */
export function openForWriting(file: string, mode: WriteMode, files = nodeFiles): number {
  const before = noFollow === 0 ? lookAt(file, files) : undefined;
  let fd: number;
  try {
    fd = files.openSync(file, flags[mode] | noFollow | nonBlocking, 0o666);
  } catch (error) {
    if (!notPlainCodes.has(codeOf(error))) throw error;
    const isLink = files.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    throw notPlain(file, isLink ? aLink : noPlainFile);
  }
  if (mode === 'new') return fd;
  try {
    const stat = files.fstatSync(fd);
    checkOwnFile(file, stat, files);
    if (before !== undefined && (before.dev !== stat.dev || before.ino !== stat.ino))
      throw notPlain(file, 'was exchanged while it was opened');
    return fd;
  } catch (error) {
    files.closeSync(fd);
    throw error;
  }
}

function lookAt(file: string, files: FileSystem): fs.Stats | undefined {
  const stat = files.lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() === true) throw notPlain(file, aLink);
  return stat;
}

/** Writes all bytes at a position; the system may take fewer at a time. */
export function writeAll(fd: number, bytes: Uint8Array, position: number, files: FileSystem): void {
  let done = 0;
  while (done < bytes.length)
    done += files.writeSync(fd, bytes, done, bytes.length - done, position + done);
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

/** A name beside the file that nobody can know beforehand: `.status.json.6f...2a.tmp`. */
export function temporaryName(file: string): string {
  const tail = randomBytes(8).toString('hex');
  return path.join(path.dirname(file), `.${path.basename(file)}.${tail}.tmp`);
}

function writeNew(file: string, text: string, files: FileSystem): void {
  const fd = openForWriting(file, 'new', files);
  try {
    writeAll(fd, Buffer.from(text), 0, files);
  } finally {
    files.closeSync(fd);
  }
}
