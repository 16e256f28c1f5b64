import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { RunRequest } from '../record/index.ts';
import { limits, readPlain, runTool } from '../system/index.ts';

/**
 * The commit that the notebook's repository is at, and whether the notebook is another than there: its
 * bytes are not those of the commit (line ends apart, which git may convert), or the commit has none, or
 * nobody can say. Null outside a repository, in a bare one, or without git.
 */
export async function describeOrigin(notebook: string): Promise<RunRequest['git']> {
  try {
    // Of a linked notebook the repository counts in which its text lies.
    const file = await fs.promises.realpath(notebook);
    const folder = path.dirname(file);
    if (!hasRepository(folder)) return null;
    const commit = (await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']))?.trim();
    if (commit === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return null;
    return { commit, dirty: !(await isCommitted(file, commit)) };
  } catch {
    return null;
  }
}

/** Compared here: git would run what the repository says that bytes have to go through. */
async function isCommitted(file: string, commit: string): Promise<boolean> {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const listed = await git(folder, ['ls-tree', '-z', commit, '--', name]);
  const [, blob, listedName] = /^100\d{3} blob ([0-9a-f]+)\t([^\0]+)\0$/.exec(listed ?? '') ?? [];
  const read = readPlain(file, { most: limits.notebook });
  if (blob === undefined || listedName !== name || 'why' in read) return false;
  const text = read.bytes.toString('latin1');
  const unix = Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1');
  return [read.bytes, unix].some(bytes => blobId(bytes, blob.length) === blob);
}

/** The name that git gives these bytes: 40 digits of SHA-1, 64 of SHA-256. */
function blobId(bytes: Buffer, digits: number): string {
  const hash = createHash(digits === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/**
 * Whether git would find a repository that has a work tree. A bare one may lie in any folder that was
 * cloned or unpacked, with a configuration of its own.
 */
function hasRepository(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, '.git'))) return true;
    if (['HEAD', 'objects', 'refs'].every(name => fs.existsSync(path.join(at, name)))) return false;
    if (path.dirname(at) === at) return false;
  }
}

/**
 * What git prints, or null. Only commands that read names and trees: they run no filter, hook, pager or
 * monitor, whatever is configured. An object that is missing is not fetched, which would run a
 * transport; names are taken as they are.
 */
async function git(folder: string, args: readonly string[]): Promise<string | null> {
  const all = ['--no-pager', '-c', 'safe.bareRepository=explicit', '-C', folder, ...args];
  const { ok, stdout } = await runTool('git', all, {
    timeLimitMs: 5000,
    env: {
      GIT_ALLOW_PROTOCOL: 'none',
      GIT_NO_LAZY_FETCH: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
    },
  });
  return ok ? stdout : null;
}
