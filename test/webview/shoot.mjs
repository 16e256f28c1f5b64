// Pictures of views of the harness, for people to look at beside the design:
// node test/webview/shoot.mjs FOLDER VIEW[,VIEW] [THEME[,THEME]] [WIDTH[,WIDTH]] [HOVER-SELECTOR]
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const outfile = resolve('out/test/shoot.mjs');
await build({
  entryPoints: ['test/webview/shoot.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
await import(pathToFileURL(outfile));
