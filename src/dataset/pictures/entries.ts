import type { Dirent } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../base/index.ts';
import { unreadable } from '../unreadable.ts';

/** An entry of a folder after its links have been followed. */
export interface Entry {
  readonly path: string;
  /** As the disk has it. */
  readonly raw: string;
  /** In composed Unicode. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'hidden' | 'litter' | 'other' | 'broken link';
}

/** What systems and tools leave behind in folders; none of it is a class or an image. */
const litter =
  /^(__MACOSX|@eaDir|#recycle|#snapshot|lost\+found|\$RECYCLE\.BIN|System Volume Information|__pycache__|Thumbs\.db|desktop\.ini)$/i;

export const isImage = (name: string): boolean => /\.(png|jpe?g)$/i.test(name);

/** The extension for messages: `.webp`, or `without an extension`. */
export const extensionOf = (name: string): string =>
  /\.[^.]+$/.exec(name)?.[0].toLowerCase() ?? 'without an extension';

/** What lies in a folder, by name in composed Unicode, so that the order is the same everywhere. */
export async function entriesIn(folder: string): Promise<Entry[]> {
  let found: Dirent[];
  try {
    found = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw unreadable(folder, cause);
  }
  const entries = await Promise.all(found.map(entry => entryOf(folder, entry)));
  return entries.sort((a, b) => compare(a.name, b.name) || compare(a.raw, b.raw));
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function entryOf(folder: string, entry: Dirent): Promise<Entry> {
  const path = join(folder, entry.name);
  const name = entry.name.normalize('NFC');
  const common = { path, raw: entry.name, name };
  if (name.startsWith('.')) return { ...common, kind: 'hidden' };
  if (litter.test(name)) return { ...common, kind: 'litter' };
  if (entry.isFile()) return { ...common, kind: 'file' };
  if (entry.isDirectory()) return { ...common, kind: 'folder' };
  try {
    // A link, or a file system that does not tell.
    const target = await stat(path);
    if (target.isFile()) return { ...common, kind: 'file' };
    return { ...common, kind: target.isDirectory() ? 'folder' : 'other' };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (entry.isSymbolicLink() && (code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR'))
      return { ...common, kind: 'broken link' };
    throw unreadable(path, cause);
  }
}

/** Why an entry that should be an image or a folder cannot be one. */
export async function misfit({ path, kind }: Entry): Promise<UserError> {
  const target = kind === 'broken link' ? await readlink(path).catch(() => '?') : '';
  const what =
    kind === 'broken link'
      ? `is a link to ${target}, which is not there. Bring that back, or delete the link`
      : kind === 'folder'
        ? 'is a folder, though it has the name of an image. Rename it or move it away'
        : 'is no regular file (a pipe, a socket or a device). Move it away';
  return new UserError('data.unreadable', `${path}: expected an image, found what ${what}.`);
}
