import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, packageFolders } from '../../system/index.ts';

/** Where installed runtimes lie, one folder each. */
export function enginesFolder(): string {
  return join(cacheFolder(), 'engine');
}

/**
 * The file at `path` beside this program or in a folder of this project above it. The bundle lies in `dist/`, the
 * sources three folders deeper, so what the project ships is found by going up.
 */
export function findAbove(path: string, start = here()): string | undefined {
  return packageFolders(start)
    .map(folder => join(folder, path))
    .find(candidate => existsSync(candidate));
}

function here(): string {
  return dirname(fileURLToPath(import.meta.url));
}
