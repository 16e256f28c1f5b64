import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

type Environment = Readonly<Record<string, string | undefined>>;

/** The per-user cache folder of this project; `RESIDUAL_LAB_CACHE` puts it elsewhere. */
export function cacheFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env['RESIDUAL_LAB_CACHE']) return resolve(env['RESIDUAL_LAB_CACHE']);
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'residual-lab', 'cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'residual-lab');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'residual-lab');
}

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
