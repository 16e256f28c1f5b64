// Bundles each process of the product into dist/: one entry file, one bundle (the extension's in
// parts), and beside them the files that are opened by name at run time.
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleExtension } from './esbuild.extension.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
const dist = join(root, 'dist');

const banner = "const moduleUrl = require('node:url').pathToFileURL(__filename).href;";
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
  banner: { js: banner },
  absWorkingDir: root,
};

await Promise.all([
  build({
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: `#!/usr/bin/env node\n${banner}` },
  }),
  build({ ...node, entryPoints: ['src/server/main.ts'], outfile: 'dist/server.js' }),
  bundleExtension({ ...node, banner: {} }).then(writeExtension),
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
// Of the three builds this is the one that Node loads: the backend uses threads in browsers only, and a processor
// without these instructions takes the plain JavaScript engine.
const simd = 'tfjs-backend-wasm-simd.wasm';
cpSync(join(wasm, simd), join(dist, simd));

// What an installation compiles where no binding is shipped.
const binding = join(packages, '@tensorflow', 'tfjs-node-gpu', 'binding');
cpSync(binding, join(dist, 'binding'), { recursive: true });
const headers = join(packages, 'node-api-headers', 'include');
if (existsSync(headers)) cpSync(headers, join(dist, 'binding', 'node'), { recursive: true });

function writeExtension({ files }) {
  // Parts of an earlier build have other names and would be packaged too.
  rmSync(join(dist, 'extension'), { recursive: true, force: true });
  mkdirSync(join(dist, 'extension'), { recursive: true });
  for (const { path, code, map } of files) {
    writeFileSync(path, `${code}//# sourceMappingURL=${basename(path)}.map\n`);
    writeFileSync(`${path}.map`, map);
  }
}
