import { UserError } from '../../base/index.ts';
import { unreadable } from '../../dataset/index.ts';
import { codeOf, readLarge } from '../../system/index.ts';

/**
 * The bytes of a file of a set. Links are followed: the user named them.
 *
 * @throws UserError `data.unreadable` for what is no regular file, too large or may not be read.
 */
export async function readWhole(path: string, most: number): Promise<Uint8Array> {
  try {
    return await readLarge(path, { most, follow: true });
  } catch (cause) {
    if (!(cause instanceof UserError)) throw unreadable(path, cause);
    throw new UserError('data.unreadable', cause.message, { cause });
  }
}

/** As `readWhole`; null where there is no such file. */
export async function readIfThere(path: string, most: number): Promise<Uint8Array | null> {
  try {
    return await readWhole(path, most);
  } catch (error) {
    const code = error instanceof UserError ? codeOf(error.cause) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
