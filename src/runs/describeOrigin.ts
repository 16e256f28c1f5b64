import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RunRequest } from '../record/index.ts';

/**
 * The commit that the notebook's repository is at, and whether something in it differs: a tracked
 * file, or the notebook itself is not committed. Null outside a repository, or without git.
 */
export async function describeOrigin(notebook: string): Promise<RunRequest['git']> {
  const folder = path.dirname(path.resolve(notebook));
  try {
    const commit = (await git(folder, ['rev-parse', 'HEAD'])).trim();
    const changed = await git(folder, ['status', '--porcelain', '--untracked-files=no']);
    const known = await git(folder, ['ls-files', '--', path.resolve(notebook)]);
    return { commit, dirty: changed !== '' || known === '' };
  } catch {
    return null;
  }
}

/** Nothing that a repository configures is executed, and its index is not locked. */
async function git(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['-c', 'core.fsmonitor=false', '-C', folder, ...args],
    {
      encoding: 'utf8',
      timeout: 5000,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    },
  );
  return stdout;
}
