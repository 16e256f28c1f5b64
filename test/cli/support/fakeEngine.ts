import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the program that stands in for `dist/engine.js`; returns where it lies. */
export async function buildFakeEngine(): Promise<string> {
  const outfile = path.join(mkdtempSync(path.join(os.tmpdir(), 'reslab-fake-')), 'engine.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, '../../fixtures/fakeEngine.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}
