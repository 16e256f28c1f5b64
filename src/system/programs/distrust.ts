import fs from 'node:fs';
import path from 'node:path';
import { homeFolder } from '../userFolders.ts';

const folders = new Set<string>();

/**
 * From now on no program of this folder, or of the repository around it, is started by name: it holds
 * what somebody else may have written, e.g. a workspace or the folder of a notebook. The current
 * folder counts as such from the beginning.
 */
export function distrust(folder: string): void {
  folders.add(path.resolve(folder));
}

/** The folders in which nothing is looked for, without links in their paths. */
export function distrustedFolders(): readonly string[] {
  const asked = [currentFolder(), process.env['INIT_CWD'], ...folders];
  const roots = asked.flatMap(folder =>
    folder !== undefined && path.isAbsolute(folder) ? withRepositories(folder) : [],
  );
  const trusted = ownFolders();
  return [...new Set(roots)].filter(root => !trusted.some(own => isInside(own, root)));
}

/** Whether a path is this folder or below it; both absolute, without links. */
export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!/^\.\.(?:[\\/]|$)/.test(relative) && !path.isAbsolute(relative));
}

/** The path without links; as it is where nothing is there. */
export function realPath(file: string): string {
  try {
    return fs.realpathSync.native(file);
  } catch {
    return path.resolve(file);
  }
}

/** A folder, and each folder above it that is a repository: any of them may have come as a whole. */
function withRepositories(folder: string): string[] {
  const start = realPath(folder);
  const found = [start];
  for (let above = path.dirname(start); above !== path.dirname(above); above = path.dirname(above))
    if (fs.existsSync(path.join(above, '.git'))) found.push(above);
  return found;
}

/** Who works in the home folder, in / or in /usr does not mean that nothing there is a program. */
function ownFolders(): readonly string[] {
  const system =
    process.platform === 'win32'
      ? [process.env['SystemRoot'] ?? 'C:\\Windows', process.env['ProgramFiles'] ?? '']
      : ['/usr/bin', '/usr/local/bin', '/bin', '/opt/homebrew/bin'];
  return [homeFolder() ?? '', ...system].filter(folder => path.isAbsolute(folder)).map(realPath);
}

/** Undefined where it was deleted. */
function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
