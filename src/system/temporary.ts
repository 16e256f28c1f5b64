import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { isSystemError, reasonOf } from './errors.ts';

/**
 * Makes a folder of its own for temporary files, lets `use` fill it, and deletes it.
 * @throws UserError `run.temporary` where the folder that TMPDIR names cannot take it; what else `use` throws.
 */
export function withTemporaryFolder<T>(name: string, use: (folder: string) => T): T {
  const base = os.tmpdir();
  let folder: string | undefined;
  try {
    folder = fs.mkdtempSync(path.join(base, `${name}-`));
    return use(folder);
  } catch (error) {
    throw isSystemError(error) ? temporaryError(error, base) : error;
  } finally {
    if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
  }
}

function temporaryError(error: NodeJS.ErrnoException, base: string): UserError {
  const named = ['TMPDIR', 'TMP', 'TEMP'].find(name => process.env[name]);
  const by = named === undefined ? 'the usual one; TMPDIR names another' : `${named} names it`;
  const why = fs.existsSync(base) ? reasonOf(error) : 'it does not exist.';
  const text = `The folder for temporary files, ${base} (${by}), cannot take any: ${why} Set TMPDIR to a folder that exists, has room, and may be written to.`;
  return new UserError('run.temporary', text, { cause: error });
}
