import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';

export { someRequest } from './someRequest.ts';

/** A folder for one test, deleted after it. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'residual-lab-test-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) remove(folder);
});

/** A process that was just killed may still finish the one write that it was at, after its folder was listed. */
function remove(folder: string, tries = 50): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (tries === 0) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    remove(folder, tries - 1);
  }
}
