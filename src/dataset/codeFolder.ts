import { dirname, resolve } from 'node:path';

/**
 * The folder of the running code: `dist` in the product, this folder when run from source. The
 * bundles are CommonJS; a module that is run as it stands has no `__dirname`, and then the folder
 * of the started script is the nearest thing.
 */
export function codeFolder(): string {
  return typeof __dirname === 'string' ? __dirname : dirname(resolve(process.argv[1] ?? '.'));
}
