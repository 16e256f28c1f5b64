import os from 'node:os';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { folderVariables } from './userFolders.ts';

/** What it means that the system refuses, and what people can do about it. */
interface Reason {
  /** The last part of the error's code: `run.diskFull`. */
  readonly name: string;
  readonly why: string;
}

const closed = 'Change its permissions or choose another folder.';
const reasons: Readonly<Record<string, Reason>> = {
  ENOSPC: { name: 'diskFull', why: 'the disk is full. Free some space there' },
  EDQUOT: { name: 'diskFull', why: 'your quota is used up. Free some space there' },
  EFBIG: {
    name: 'diskFull',
    why: "the file reached the size limit. 'ulimit -f' or the disk sets it; raise it",
  },
  EACCES: { name: 'readOnly', why: `it may not be written to or read. ${closed}` },
  EPERM: { name: 'readOnly', why: `it may not be written to. ${closed}` },
  EROFS: {
    name: 'readOnly',
    why: `the disk is mounted read-only and may not be written to. ${closed}`,
  },
  ENOENT: {
    name: 'gone',
    why: 'the file or its folder is gone. Somebody deleted or moved it, or it was never made.',
  },
  ENOTDIR: { name: 'gone', why: 'a file stands where a folder should be. Move it away.' },
  EISDIR: { name: 'write', why: 'a folder stands where a file should be. Move it away.' },
  EIO: {
    name: 'write',
    why: "the disk reports an error (EIO). Look for its reason in the system's log, and do not trust the disk until it is found.",
  },
  ESTALE: { name: 'write', why: 'the network disk has lost the file (ESTALE). Mount it again.' },
  ELOOP: { name: 'write', why: 'a link stands where a file or folder should be. Remove it.' },
  ENAMETOOLONG: { name: 'write', why: 'the name is too long for the disk. Choose a shorter one.' },
  EMFILE: {
    name: 'limit',
    why: "too many files are open in this process (EMFILE). Raise the limit with 'ulimit -n'.",
  },
  ENFILE: {
    name: 'limit',
    why: 'too many files are open on this machine (ENFILE). End other programs.',
  },
  ENOMEM: {
    name: 'limit',
    why: "the system has no memory left (ENOMEM). End other programs, or raise 'ulimit -v'.",
  },
  EAGAIN: {
    name: 'limit',
    why: "no process or thread can be started (EAGAIN). End other programs, or raise 'ulimit -u'.",
  },
};

/** The code of an error of the system, such as `ENOSPC`; empty for any other. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** An error that the operating system gave, not one of this program or of Node. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && codeOf(error) in os.constants.errno;
}

/** Whether room on the disk would mend it. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
}

/** What the user can do about an error of the file system. `doing`: `write the run`. */
export function diskError(error: unknown, doing: string, file: string): UserError {
  if (error instanceof UserError) return error;
  const reason = reasons[codeOf(error)];
  const text = `Cannot ${doing} at ${file}: ${reasonOf(error)}${hint(file)}`;
  return new UserError(`run.${reason?.name ?? 'write'}`, text, { cause: error });
}

/**
 * What the user can do about an error that nobody expected where it arose, if it is one of the
 * system; null for any other, which is then a mistake of ours.
 */
export function asUserError(error: unknown): UserError | null {
  if (error === undefined || error instanceof UserError) return error ?? null;
  if (!isSystemError(error)) return asThread(error) ?? asUserError(causeOf(error));
  const { path: file, syscall = '' } = error;
  if (syscall.startsWith('spawn')) return spawnError(error, file ?? syscall.slice(6));
  if (file !== undefined) return diskError(error, doings[syscall] ?? syscall, file);
  const name = reasons[codeOf(error)]?.name ?? 'system';
  const what = doings[syscall] ?? (syscall || 'go on');
  return new UserError(`run.${name}`, `Cannot ${what}: ${reasonOf(error)}`, { cause: error });
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

/** Node names the system's reason for a thread that did not start only in the message. */
function asThread(error: unknown): UserError | null {
  if (codeOf(error) !== 'ERR_WORKER_INIT_FAILED') return null;
  const code = /\bE[A-Z]+$/.exec((error as Error).message)?.[0] ?? '';
  const { name, why } = reasons[code] ?? { name: 'limit', why: (error as Error).message };
  return new UserError(`run.${name}`, `Cannot start a thread: ${sentence(why)}`, { cause: error });
}

/** Why the system refused and what to do, as the end of a sentence, with its full stop. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return sentence(reasons[codeOf(error)]?.why ?? text);
}

function spawnError(error: NodeJS.ErrnoException, program: string): UserError {
  const gone = 'it is not there, or its working folder is gone.';
  const why = codeOf(error) === 'ENOENT' ? gone : reasonOf(error);
  return new UserError('run.start', `Cannot start ${program}: ${why}`, { cause: error });
}

/** What a system call does, in words. */
const doings: Readonly<Record<string, string>> = {
  open: 'open a file',
  write: 'write a file',
  read: 'read a file',
  fsync: 'write a file',
  ftruncate: 'write a file',
  rename: 'replace a file',
  link: 'make a file',
  mkdir: 'make a folder',
  mkdtemp: 'make a temporary folder',
  scandir: 'list a folder',
  stat: 'look at a file',
  lstat: 'look at a file',
  unlink: 'delete a file',
  rm: 'delete a file',
  rmdir: 'delete a folder',
};

/** Which variable leads to this file, where one does. */
function hint(file: string): string {
  const absolute = path.resolve(file);
  const variable = folderVariables().find(({ folder }) => isWithin(absolute, folder));
  return variable === undefined ? '' : ` ${variable.says}`;
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
