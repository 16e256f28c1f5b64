import fs from 'node:fs';
import { UserError } from '../../base/index.ts';
import { reasonOf } from '../../system/index.ts';

/** Why a library that is there does not load, and what helps. Fetching it again does not help everywhere. */
export function loadFailure(library: string, error: unknown, mounts = mountTable()): UserError {
  const cause = error instanceof Error ? error.message : String(error);
  const installed = `TensorFlow is installed but does not load: ${cause}.`;
  const advice =
    noExecText(library, mounts) ??
    limitText(cause) ??
    'Run `reslab engine install --force` to fetch it again.';
  return new UserError('engine.broken', `${installed} ${advice}`, { cause: error });
}

function noExecText(library: string, mounts: string): string | null {
  const mount = mountOf(library, mounts);
  if (mount === null || !mount.options.includes('noexec')) return null;
  return `The disk at ${mount.folder} is mounted so that no program runs from it (noexec). Set RESIDUAL_LAB_CACHE to a folder on another disk and run \`reslab engine install\`.`;
}

function limitText(cause: string): string | null {
  if (/too many open files/i.test(cause)) return reasonOf(withCode('EMFILE'));
  if (/cannot allocate memory|out of memory/i.test(cause)) return reasonOf(withCode('ENOMEM'));
  return null;
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The mount that a file lies on: of those above it the longest, of equal ones the last. */
function mountOf(file: string, mounts: string): { folder: string; options: string[] } | null {
  let found: { folder: string; options: string[] } | null = null;
  for (const line of mounts.split('\n')) {
    const [, escaped, , options] = line.split(' ');
    if (escaped === undefined || options === undefined) continue;
    const folder = escaped.replace(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const within = folder === '/' || file === folder || file.startsWith(`${folder}/`);
    if (within && folder.length >= (found?.folder.length ?? 0))
      found = { folder, options: options.split(',') };
  }
  return found;
}

/** `device folder type options 0 0` a line; empty where the system has no such list. */
function mountTable(): string {
  try {
    return fs.readFileSync('/proc/self/mounts', 'utf8');
  } catch {
    return '';
  }
}
