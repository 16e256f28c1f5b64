import fs from 'node:fs';
import path from 'node:path';

/**
 * This project's own folders from one of its files up to its root: what is shipped lies in one of them.
 * Above them anybody may have put a file of that name. A bundle outside the project has only its own.
 */
export function packageFolders(start: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (isRoot(folder)) return folders;
    if (path.dirname(folder) === folder) return folders.slice(0, 1);
  }
}

function isRoot(folder: string): boolean {
  try {
    const text = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
    return (JSON.parse(text) as { name?: unknown } | null)?.name === 'residual-lab';
  } catch {
    return false;
  }
}
