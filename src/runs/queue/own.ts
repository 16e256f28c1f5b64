import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  findCacheFolder,
  limits,
  looksOurs,
  makeFolders,
  readPlain,
  replaceFile,
} from '../../system/index.ts';

/**
 * What this user put into queues. A store may come from somebody else, with runs that wait in it: those never start
 * by themselves. For each run that this user queued a file in his cache holds the SHA-256 of its run.json, so that
 * an entry counts only with what was asked for.
 */
function fileOf(run: string, env: NodeJS.ProcessEnv): string | null {
  const cache = findCacheFolder(env);
  const user = process.geteuid?.() ?? 'user';
  return cache === null ? null : path.join(cache, `queued-${user}`, run);
}

/** Takes an entry for this user's own. False: his cache cannot be written, so it will not start by itself. */
export function rememberQueued(store: string, run: string, env = process.env): boolean {
  const [file, digest] = [fileOf(run, env), digestOf(store, run)];
  if (file === null || digest === null) return false;
  try {
    makeFolders(path.dirname(file));
    // Nobody else puts anything there, or sees what is queued, whatever the umask says.
    fs.chmodSync(path.dirname(file), 0o700);
    replaceFile(file, digest);
    return true;
  } catch {
    return false;
  }
}

export function isOwnEntry(store: string, run: string, env = process.env): boolean {
  const file = fileOf(run, env);
  const kept = file === null ? null : readPlain(file, { most: limits.note });
  if (file === null || kept === null || 'why' in kept) return false;
  const digest = digestOf(store, run);
  // Without a folder there is nothing to run: whoever drains takes the entry out.
  if (digest !== null && kept.bytes.toString('latin1') !== digest) return false;
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  return stat !== undefined && looksOurs(stat, path.dirname(file));
}

export function forgetQueued(run: string, env = process.env): void {
  const file = fileOf(run, env);
  try {
    if (file !== null) fs.rmSync(file, { force: true });
  } catch {
    // It is a few bytes, and says only what was asked for once.
  }
}

function digestOf(store: string, run: string): string | null {
  const read = readPlain(path.join(store, 'runs', run, 'run.json'), { most: limits.smallFile });
  return 'why' in read ? null : createHash('sha256').update(read.bytes).digest('hex');
}
