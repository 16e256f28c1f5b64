import { readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** The name of this process's own work folder of a kind: nobody else writes there. */
export function workFolder(kind: string): string {
  return `.${kind}-${hostname()}-${process.pid}`;
}

/** Removes work folders of processes of this machine that are gone, e.g. of a killed install. */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const match = /^\.(?:staging|old|fetch)-(.+)-(\d+)$/.exec(name);
    if (!match || match[1] !== hostname() || isAlive(Number(match[2]))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Puts the finished folder in place of an older one with one rename each. */
export async function swapIn(staging: string, target: string, old: string): Promise<void> {
  await rm(old, { recursive: true, force: true });
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(staging, target);
  await rm(old, { recursive: true, force: true });
}
