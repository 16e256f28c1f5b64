// What every script needs first: a fitting Node, the packages, the bundles, the runtime.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { node, root, run } from './process.mjs';
import { Skip } from './report.mjs';

const read = file => JSON.parse(readFileSync(join(root, file), 'utf8'));

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(
      `Node ${process.versions.node} is too old: 20.19 or newer is needed (nodejs.org).`,
    );
  return process.version;
}

/** Runs `npm ci` unless `node_modules` holds what the lock file says. */
export async function installPackages() {
  if (isInstalled('.')) return 'there already';
  await npm(['ci', '--no-audit', '--no-fund']);
  return 'npm ci';
}

/** Runs the npm that runs us, else the one on the path. */
export async function npm(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) await node(own, args);
  else if (process.platform === 'win32') await run('cmd.exe', ['/c', 'npm.cmd', ...args]);
  else await run('npm', args);
}

/** Whether the packages of a folder are those of its lock file. */
export function isInstalled(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(join(root, installed))) return false;
  const have = read(installed).packages;
  return Object.entries(read(join(folder, 'package-lock.json')).packages).every(
    ([path, { version, optional, link }]) =>
      !path.includes('node_modules/') || optional || link || have[path]?.version === version,
  );
}

export async function buildBundles() {
  await node('esbuild.mjs');
}

/** Installs the TensorFlow runtime for this user, if it is not there; what it is in one line. */
export async function installEngine() {
  try {
    await node('dist/engine.js', ['install']);
  } catch (error) {
    throw new Skip(`TensorFlow is not installed: ${error.message}`);
  }
  const info = await engineInfo();
  const { version, variant, folder } = info.tensorflow;
  return `TensorFlow ${version} (${variant}) on ${info.device}, in ${folder}`;
}

/** What `engine info --json` says; it says it also when TensorFlow does not load (exit code 3). */
export async function engineInfo() {
  const text = await node('dist/engine.js', ['info', '--json']).catch(error => error.out);
  return JSON.parse(text);
}

/** Bundles TypeScript files that are programs of the tests into `out/`, beside the loader's bundle. */
export async function bundlePrograms(files, folder) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [...files, 'src/engine/data/loaderWorker.ts'].map(file => ({
      in: join(root, file),
      out: file.endsWith('loaderWorker.ts') ? 'loader' : file.replace(/^.*\/|\.ts$/g, ''),
    })),
    outdir: join(root, folder),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Modules that are also imported when needed are set up late here, and what a package says of side effects
    // leaves that setting up out: TypeBox was then undefined where the language is imported.
    ignoreAnnotations: true,
    sourcemap: 'linked',
    logLevel: 'warning',
    define: { RESIDUAL_LAB_VERSION: JSON.stringify(read('package.json').version) },
    plugins: [sourceUrls(join(root, folder))],
  });
}

/** Lets a module find files beside its source, though it runs from a bundle, wherever the project lies then. */
const sourceUrls = outdir => ({
  name: 'source-urls',
  setup(build) {
    build.onLoad({ filter: /[\\/](?:src|test)[\\/].*\.ts$/ }, ({ path }) => {
      const way = JSON.stringify(relative(outdir, path));
      const url = `require('node:url').pathToFileURL(require('node:path').join(__dirname, ${way})).href`;
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', url);
      return { contents, loader: 'ts' };
    });
  },
});
