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
  | 'fstatSync'
  | 'lstatSync'
  | 'ftruncateSync'
  | 'renameSync'
  | 'linkSync'
  | 'rmSync'
  | 'mkdirSync'
  | 'statSync'
>;

export const nodeFiles: FileSystem = fs;

/** Windows has neither: there a file is looked at before and after it is opened. */
export const noFollow = fs.constants.O_NOFOLLOW ?? 0;
/** Without it, opening a pipe blocks until somebody opens its other end. */
export const nonBlocking = fs.constants.O_NONBLOCK ?? 0;

/** What opening a link, a pipe, a socket or a folder answers, where a plain file was asked for. */
export const notPlainCodes: ReadonlySet<string> = new Set([
  'ELOOP',
  'EMLINK',
  'ENXIO',
  'EISDIR',
  'ENODEV',
]);

/** That a file is not one that may be written to, or read: what it is, and what to do. */
export function notPlain(file: string, what: string): UserError {
  return new UserError(
    'run.links',
    `${file} ${what}. Nothing is written or read through it: it could lead to another file. ` +
      'If you did not put it there, somebody else did. Remove it.',
  );
}

export const aLink = 'is a link';
export const noPlainFile = 'is no plain file (a folder, a pipe or a device)';

/** Throws a UserError `run.links` where a file that is open for writing is not a plain one, with one name, of ours. */
export function checkOwnFile(file: string, stat: fs.Stats, files: FileSystem): void {
  if (!stat.isFile()) throw notPlain(file, noPlainFile);
  if (stat.nlink > 1) throw notPlain(file, 'has a second name elsewhere (a hard link)');
  if (!isOurs(stat, path.dirname(file), files)) throw notPlain(file, 'belongs to another user');
}

/**
 * True where this process's user owns it, or where it has the owner that everything gets which we make in that
 * folder: some disks (CIFS, a mapped container) give all files one owner. Windows tells no owner.
 */
export function isOurs(stat: fs.Stats, folder: string, files: FileSystem = nodeFiles): boolean {
  const user = process.geteuid?.();
  return user === undefined || stat.uid === user || stat.uid === ownerOfNewFiles(folder, files);
}

/** File systems (`f_type` of statfs) whose files all have the owner that the mount says: SMB, vfat, exfat, NTFS. */
const oneOwnerDisks: ReadonlySet<number> = new Set([
  0xff534d42, 0xfe534d42, 0x517b, 0x4d44, 0x2011bab0, 0x7366746e, 0x5346544e,
]);

/** As `isOurs`, for who only reads: nothing is written to find out. */
export function looksOurs(stat: fs.Stats, folder: string): boolean {
  const user = process.geteuid?.();
  if (user === undefined || stat.uid === user) return true;
  try {
    return oneOwnerDisks.has(fs.statfsSync(folder).type >>> 0);
  } catch {
    return false;
  }
}

function ownerOfNewFiles(folder: string, files: FileSystem): number | undefined {
  const probe = path.join(folder, `.owner.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const { O_WRONLY, O_CREAT, O_EXCL } = fs.constants;
    const fd = files.openSync(probe, O_WRONLY | O_CREAT | O_EXCL, 0o600);
    try {
      return files.fstatSync(fd).uid;
    } finally {
      files.closeSync(fd);
      files.rmSync(probe, { force: true });
    }
  } catch {
    return undefined;
  }
}
