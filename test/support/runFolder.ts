import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { NewRun } from '../../src/store/index.ts';

/** A request with nothing special, and these fields. */
export function someRequest(fields: Partial<NewRun> = {}): NewRun {
  return {
    kind: 'train',
    notebook: null,
    cell: { name: 'base', text: 'train: base\n', digest: 'd1' },
    seed: 1,
    value: { epochs: 1 },
    network: { name: 'n', value: {} },
    parent: null,
    engine: { name: 'cpu', compiled: false },
    data: { folder: null },
    git: null,
    version: '0.1.0',
    ...fields,
  };
}

/** A folder for one test, deleted after it. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'residual-lab-test-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});
