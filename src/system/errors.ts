import { UserError } from '../base/index.ts';

/** The code of an error of the system (`ENOENT`), or of ours; empty: it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What the user can do about an error of the file system. `doing`: `write the run`. One of ours stays as it is. */
export function diskError(error: unknown, doing: string, file: string): UserError {
  if (error instanceof UserError) return error;
  const code = codeOf(error);
  const [name, why] = reasons[code] ?? ['run.write', `${String(error)}.`];
  return new UserError(name, `Cannot ${doing} at ${file}: ${why}`, { cause: error });
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
