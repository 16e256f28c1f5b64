import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, findCacheFolder, namesIn, packageFolders } from '../system/index.ts';
import { codeFolder } from './codeFolder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where downloaded sets are kept for this user.
 * @throws UserError `cache.noHome` where there is no place for them.
 */
export function dataCacheFolder(): string {
  return join(cacheFolder(), 'data');
}

/** The folder of the sets that are shipped: `media/data` beside the running code or above it in this project. */
function shippedDataFolder(): string | null {
  const places = packageFolders(codeFolder()).map(folder => join(folder, 'media', 'data'));
  return places.find(place => existsSync(place)) ?? null;
}

/** The folders that hold sets by name, in the order in which they are searched. */
export function dataFolders(
  folder: string | null | undefined,
  env: Environment = process.env,
): string[] {
  const own = folder ?? (env['RESIDUAL_LAB_DATA'] || undefined);
  const shipped = shippedDataFolder();
  const cache = findCacheFolder(env);
  return [
    ...(own ? [own] : []),
    ...(cache === null ? [] : [join(cache, 'data')]),
    ...(shipped ? [shipped] : []),
  ];
}

/** Names of the folders in the data folders: what a recipe may name beside the public sets. */
export function ownSetNames(
  folder: string | null | undefined,
  env: Environment = process.env,
): Set<string> {
  const isFolder = (path: string) => {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  };
  return new Set(
    dataFolders(folder, env).flatMap(place =>
      namesIn(place).filter(name => !name.startsWith('.') && isFolder(join(place, name))),
    ),
  );
}
