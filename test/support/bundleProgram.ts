import { build } from 'esbuild';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles a TypeScript program as `esbuild.mjs` does, so that a test can start it as a process.
 * Returns the path of the bundle, in `out/`, where it finds what the project ships. Files of tests run side by
 * side, and another may start the same bundle just now: it is whole at every moment.
 */
export async function bundleProgram(entry: string, name: string): Promise<string> {
  const outfile = join(root, 'out', 'test', `${name}.js`);
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    outfile,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
    define: { 'import.meta.url': 'moduleUrl', RESIDUAL_LAB_VERSION: '"test"' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  mkdirSync(dirname(outfile), { recursive: true });
  const whole = `${outfile}.${process.pid}`;
  writeFileSync(whole, outputFiles[0]?.contents ?? '');
  renameSync(whole, outfile);
  return outfile;
}
