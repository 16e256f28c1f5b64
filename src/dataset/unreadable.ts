import { UserError } from '../base/index.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it. Change its permissions',
  EPERM: 'you may not read it. Change its permissions',
  ENOENT: 'it is gone',
  EISDIR: 'it is a folder, not a file. Move it away or rename it',
  ENOTDIR: 'it is a file, not a folder',
  ELOOP: 'its links lead round in a circle. Delete it',
  EIO: 'the disk cannot read it. Copy it anew',
  ENXIO: 'it is no regular file. Move it away',
  ENAMETOOLONG: 'its path is too long. Shorten it',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine',
};

/** A file or folder of a set that cannot be read: which, why, and what to do. */
export function unreadable(path: string, cause: unknown): UserError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  // Node gives names that are no UTF-8 with this sign, and then cannot open them.
  const reason =
    code === 'ENOENT' && path.includes('\ufffd')
      ? 'its name is not UTF-8. Rename it'
      : (reasons[code] ?? message);
  return new UserError('data.unreadable', `${path}: cannot be read: ${reason}.`, { cause });
}
