import fs from 'node:fs';
import path from 'node:path';
import { limits } from '../base/index.ts';
import { codeOf } from './errors.ts';
import { isOurs, nodeFiles, notPlain, aLink, type FileSystem } from './plain.ts';

/**
 * Throws a UserError `run.links` unless this is a folder, no link to one, and (`ours`) belongs to this user. Or the
 * error of the system, where it is not there.
 */
export function checkFolder(
  folder: string,
  { ours }: { readonly ours: boolean },
  files: FileSystem = nodeFiles,
): void {
  const stat = files.lstatSync(folder);
  if (stat.isSymbolicLink()) throw notPlain(folder, aLink);
  if (!stat.isDirectory()) throw notPlain(folder, 'is a file where a folder should be');
  if (ours && !isOurs(stat, folder, files)) throw notPlain(folder, 'belongs to another user');
}

/**
 * Makes a folder and those above it, one by one: Node's own recursion does not end in file systems that
 * refuse new folders as if the one above were missing, such as /proc. Throws the error of the system.
 */
export function makeFolders(folder: string, files: FileSystem = nodeFiles): void {
  try {
    files.mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && files.statSync(folder).isDirectory()) return;
    const above = path.dirname(folder);
    const isMissing = files.statSync(above, { throwIfNoEntry: false }) === undefined;
    if (codeOf(error) !== 'ENOENT' || !isMissing || above === folder) throw error;
    makeFolders(above, files);
    files.mkdirSync(folder);
  }
}

/**
 * A new folder that only this user may look into, with a name that nobody can know beforehand: `.PURPOSE-x7Gf2a`
 * in `parent`. Those of this purpose that a killed process left a day ago or more are removed first.
 */
export function makeWorkFolder(parent: string, purpose: string): string {
  const prefix = `.${purpose}-`;
  for (const name of namesIn(parent)) {
    const folder = path.join(parent, name);
    if (name.startsWith(prefix) && name.length === prefix.length + 6 && isLeftover(folder, dayMs))
      fs.rmSync(folder, { recursive: true, force: true });
  }
  return fs.mkdtempSync(path.join(parent, prefix));
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const temporary = /^\..+\.[0-9a-f]{16}\.(tmp|partial)$/;

/**
 * Removes the temporary files of a folder that processes left which were killed: those of this user that are an hour old.
 * `all`: those that this accepts at any age, because whoever wrote them is gone. Never throws.
 */
export function removeLeftovers(
  folder: string,
  all: (name: string) => boolean = () => false,
): void {
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name);
    if (temporary.test(name) && isLeftover(file, all(name) ? 0 : hourMs))
      fs.rmSync(file, { force: true });
  }
}

/** Whether a file or folder is this user's, no link, and untouched for so many milliseconds: whoever made it was killed. */
export function isLeftover(file: string, ms: number): boolean {
  try {
    const stat = fs.lstatSync(file);
    if (stat.isSymbolicLink() || !isOurs(stat, path.dirname(file))) return false;
    return ms === 0 || Date.now() - stat.mtimeMs > ms;
  } catch {
    return false;
  }
}

/** Names in a folder; none where it cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

/** A number out of the name of a file, as we write them; undefined for anything that is no safe integer. */
export function numberOf(digits: string | undefined): number | undefined {
  return digits !== undefined && digits.length <= limits.numberDigits && /^\d+$/.test(digits)
    ? Number(digits)
    : undefined;
}
