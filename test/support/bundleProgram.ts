import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles a TypeScript program as `esbuild.mjs` does, so that a test can start it as a process.
 * Returns the path of the bundle, in `out/`, where it finds what the project ships.
 */
export async function bundleProgram(entry: string, name: string): Promise<string> {
  const outfile = join(root, 'out', 'test', `${name}.js`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
    define: { 'import.meta.url': 'moduleUrl', RESIDUAL_LAB_VERSION: '"test"' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  return outfile;
}
