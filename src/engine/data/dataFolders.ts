import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeFolder } from './codeFolder.ts';

/** Where downloaded sets are kept for this user: RESIDUAL_LAB_CACHE, or the system's cache folder. */
export function dataCacheFolder(): string {
  const { RESIDUAL_LAB_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (RESIDUAL_LAB_CACHE) return join(RESIDUAL_LAB_CACHE, 'data');
  if (process.platform === 'win32') {
    return join(
      LOCALAPPDATA || join(homedir(), 'AppData', 'Local'),
      'residual-lab',
      'cache',
      'data',
    );
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Caches', 'residual-lab', 'data');
  }
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'residual-lab', 'data');
}

/** The folder of the sets that are shipped: `media/data` at or above the running code. */
export function shippedDataFolder(): string | null {
  for (let folder = codeFolder(); ; folder = dirname(folder)) {
    const shipped = join(folder, 'media', 'data');
    if (existsSync(shipped)) return shipped;
    if (dirname(folder) === folder) return null;
  }
}

/** The folders that hold sets by name, in the order in which they are searched. */
export function dataFolders(folder: string | undefined): string[] {
  const own = folder ?? (process.env['RESIDUAL_LAB_DATA'] || undefined);
  const shipped = shippedDataFolder();
  return [...(own ? [own] : []), dataCacheFolder(), ...(shipped ? [shipped] : [])];
}
