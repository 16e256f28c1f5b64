// Bundles each process of the product into dist/: one entry file, one bundle, and beside them the
// files that are opened by name at run time.
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
const dist = join(root, 'dist');

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'linked',
  // Names stay, so that the stack in a report of a problem can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
  define: {
    RESIDUAL_LAB_VERSION: JSON.stringify(version),
    'import.meta.url': 'moduleUrl',
  },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  absWorkingDir: root,
};

await Promise.all([
  build({
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: `#!/usr/bin/env node\n${node.banner.js}` },
  }),
  build({ ...node, entryPoints: ['src/server/main.ts'], outfile: 'dist/server.js' }),
  build({
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  }),
  build({ ...node, entryPoints: ['src/engine/main.ts'], outfile: 'dist/engine.js' }),
  build({ ...node, entryPoints: ['src/engine/data/loaderWorker.ts'], outfile: 'dist/loader.js' }),
  build({
    bundle: true,
    platform: 'browser',
    target: 'chrome120',
    format: 'esm',
    minify: true,
    sourcemap: 'linked',
    logLevel: 'warning',
    absWorkingDir: root,
    loader: { '.ttf': 'file' },
    entryPoints: { notebook: 'webview/notebook/main.ts', runs: 'webview/runs/main.ts' },
    outdir: 'dist/webview',
  }),
]);

const packages = join(root, 'node_modules');
const wasm = join(packages, '@tensorflow', 'tfjs-backend-wasm', 'dist');
mkdirSync(join(dist, 'binding'), { recursive: true });
for (const file of readdirSync(wasm).filter(name => name.endsWith('.wasm')))
  cpSync(join(wasm, file), join(dist, file));

// What an installation compiles where no binding is shipped.
const binding = join(packages, '@tensorflow', 'tfjs-node-gpu', 'binding');
cpSync(binding, join(dist, 'binding'), { recursive: true });
const headers = join(packages, 'node-api-headers', 'include');
if (existsSync(headers)) cpSync(headers, join(dist, 'binding', 'node'), { recursive: true });
