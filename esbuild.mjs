// Bundles each process of the product into dist/: one entry file, one bundle.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';

const version = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')).version;

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'linked',
  logLevel: 'warning',
  define: { RESIDUAL_LAB_VERSION: JSON.stringify(version) },
  absWorkingDir: new URL('.', import.meta.url).pathname,
};

await Promise.all([
  build({
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({ ...node, entryPoints: ['src/engine/main.ts'], outfile: 'dist/engine.js' }),
  build({ ...node, entryPoints: ['src/engine/data/loaderWorker.ts'], outfile: 'dist/loader.js' }),
]);
