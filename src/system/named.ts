import fs from 'node:fs';
import { codeOf } from './errors.ts';
import { nodeFiles, type FileSystem } from './plain.ts';
import { temporaryName, writeAll } from './write.ts';

/**
 * Writes a file that the user named: links are followed, as every program does, and what stood there stays whole
 * until all of the new is written. Throws the error of the system.
 */
export function writeNamedFile(
  file: string,
  content: string | Uint8Array,
  files: FileSystem = nodeFiles,
): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const before = fs.statSync(file, { throwIfNoEntry: false });
  // A pipe or a device has no old content to lose, and cannot be replaced.
  if (before !== undefined && !before.isFile()) return writeInPlace(file, bytes, files);
  const target = before === undefined ? file : fs.realpathSync(file);
  const temporary = temporaryName(target);
  let fd: number;
  try {
    const { O_WRONLY, O_CREAT, O_EXCL } = fs.constants;
    fd = files.openSync(temporary, O_WRONLY | O_CREAT | O_EXCL, modeOf(before));
  } catch (error) {
    // The file may be written to, its folder may not.
    if (before === undefined || !['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) throw error;
    return writeInPlace(target, bytes, files);
  }
  try {
    try {
      if (before !== undefined) fs.fchmodSync(fd, modeOf(before));
      writeAll(fd, bytes, 0, files);
      files.fsyncSync(fd);
    } finally {
      files.closeSync(fd);
    }
    files.renameSync(temporary, target);
  } catch (error) {
    files.rmSync(temporary, { force: true });
    throw error;
  }
}

function modeOf(before: fs.Stats | undefined): number {
  return before === undefined ? 0o666 : before.mode & 0o777;
}

function writeInPlace(file: string, bytes: Uint8Array, files: FileSystem): void {
  const { O_WRONLY, O_TRUNC } = fs.constants;
  const fd = files.openSync(file, O_WRONLY | O_TRUNC);
  try {
    for (let done = 0; done < bytes.length;)
      done += files.writeSync(fd, bytes, done, bytes.length - done, null);
  } finally {
    files.closeSync(fd);
  }
}
