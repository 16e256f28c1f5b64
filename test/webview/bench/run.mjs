// Times of the charts in the browser: node test/webview/bench/run.mjs
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const outfile = resolve('out/test/bench.mjs');
await build({
  entryPoints: ['test/webview/bench/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
await import(pathToFileURL(outfile));
