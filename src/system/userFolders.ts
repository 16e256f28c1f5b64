import os from 'node:os';
import path from 'node:path';
import { UserError } from '../base/index.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The home of this user: HOME (of Windows USERPROFILE), else what the system's list of users says.
 * Null where neither is an absolute path: a container may run under a number that no list has.
 */
export function homeFolder(env: Environment = process.env): string | null {
  const named = env[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'];
  if (named !== undefined && path.isAbsolute(named)) return named;
  try {
    const { homedir } = os.userInfo();
    return path.isAbsolute(homedir) ? homedir : null;
  } catch {
    return null;
  }
}

/**
 * The per-user cache folder of this project; `RESIDUAL_LAB_CACHE` puts it elsewhere.
 * @throws UserError `cache.noHome` where nothing says where it is.
 */
export function cacheFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string | null = homeFolder(env),
): string {
  if (env['RESIDUAL_LAB_CACHE']) return path.resolve(env['RESIDUAL_LAB_CACHE']);
  const given = env[platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME'];
  // The XDG base directory specification: a relative path is to be ignored.
  const rules = platform === 'win32' ? path.win32 : path.posix;
  const usual = given && platform !== 'darwin' && rules.isAbsolute(given) ? given : null;
  if (usual === null && home === null)
    throw new UserError(
      'cache.noHome',
      "This user has no home folder, so there is no place for Residual Lab's cache. Set HOME, or RESIDUAL_LAB_CACHE to a folder of your own.",
    );
  const above = home ?? '';
  if (platform === 'win32')
    return path.join(usual ?? path.join(above, 'AppData', 'Local'), 'residual-lab', 'cache');
  if (platform === 'darwin') return path.join(above, 'Library', 'Caches', 'residual-lab');
  return path.join(usual ?? path.join(above, '.cache'), 'residual-lab');
}

/** As `cacheFolder`; null where there is no place for one. */
export function findCacheFolder(env: Environment = process.env): string | null {
  try {
    return cacheFolder(env);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Folders that a variable of the environment chooses, and what to say where one of them fails. */
export function folderVariables(
  env: Environment = process.env,
): readonly { readonly folder: string; readonly says: string }[] {
  const [cache, data] = [findCacheFolder(env), env['RESIDUAL_LAB_DATA']];
  const says = (what: string, variable: string) => `It is in ${what}; ${variable} names another.`;
  return [
    ...(cache === null
      ? []
      : [{ folder: cache, says: says("this user's cache", 'RESIDUAL_LAB_CACHE') }]),
    ...(data
      ? [
          {
            folder: path.resolve(data),
            says: says('the folder of the data sets', 'RESIDUAL_LAB_DATA'),
          },
        ]
      : []),
  ];
}
