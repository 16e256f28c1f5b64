import fs from 'node:fs';

/** Removes a folder though a process that was just killed may still finish the one write that it was at there. */
export function removeFolder(folder: string, tries = 50): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (tries === 0) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    removeFolder(folder, tries - 1);
  }
}
