import path from 'node:path';
import { buildSync } from 'esbuild';

/** Bundles a small TypeScript program for a child process and returns the script's path. */
export function bundle(program: string, folder: string): string {
  const outfile = path.join(folder, `${path.basename(program, '.ts')}.cjs`);
  buildSync({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  return outfile;
}
