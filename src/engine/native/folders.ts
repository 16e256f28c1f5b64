import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../system/index.ts';

export { cacheFolder };

/** Where installed runtimes lie, one folder each. */
export function enginesFolder(): string {
  return join(cacheFolder(), 'engine');
}

/**
 * The file at `path` beside this program or in a folder above it. The bundle lies in `dist/`, the
 * sources three folders deeper, so what the project ships is found by going up.
 */
export function findAbove(path: string, start = here()): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, path);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

function here(): string {
  return dirname(fileURLToPath(import.meta.url));
}
