import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extractEntry, readZip } from '../../../archives/index.ts';
import { UserError } from '../../../base/index.ts';
import { runTool, runToolSync } from '../../../system/index.ts';
import { findAbove } from '../folders.ts';
import { BINDING_PATH } from '../installed.ts';
import { platformName } from '../pins.ts';
import { shippedBinding } from '../renew.ts';
import { bindingSources, repairedSources } from './sources.ts';

/** What the binding's two source files include of TensorFlow. */
const HEADERS =
  /^tensorflow\/include\/(?:tensorflow\/c\/|tensorflow\/core\/platform\/ctstring|tsl\/platform\/|xla\/tsl\/c\/).*\.h$/;

/**
 * Puts the Node-API binding of tfjs-node into a runtime's folder: the one shipped for this platform,
 * else compiled here. Returns where it came from.
 *
 * @throws UserError `engine.compiler`, `engine.headers` or `engine.build` when it must and cannot be compiled.
 */
export async function placeBinding(folder: string, tensorflowWheel: string): Promise<string> {
  const target = join(folder, BINDING_PATH);
  await mkdir(dirname(target), { recursive: true });
  const shipped = shippedBinding();
  if (!shipped) return buildBinding(folder, tensorflowWheel, target);
  await copyFile(shipped, target);
  return 'shipped';
}

/**
 * Looks before anything is fetched whether there will be a binding.
 *
 * @throws UserError `engine.compiler` or `engine.headers`.
 */
export function checkBinding(): void {
  if (shippedBinding()) return;
  findCompiler();
  bindingSources();
  nodeHeaders();
}

/**
 * Compiles the binding, with the repairs of this project, against the libraries in `folder` and the
 * headers in the wheel.
 *
 * @throws UserError `engine.compiler`, `engine.sources`, `engine.headers` or `engine.build`.
 */
export async function buildBinding(
  folder: string,
  tensorflowWheel: string,
  target: string,
): Promise<string> {
  const compiler = findCompiler();
  const [headers, sources] = [join(folder, 'headers'), join(folder, 'sources')];
  await repairedSources(sources);
  for (const entry of await readZip({ path: tensorflowWheel, code: 'engine.archive' }))
    if (HEADERS.test(entry.name)) await extractEntry(entry, join(headers, entry.name));
  const include = [join(headers, 'tensorflow', 'include'), nodeHeaders()];
  const args = compilerArguments(sources, include, join(folder, 'tensorflow'), target);
  const { ok, failure, stderr } = await runTool(compiler, args, { timeLimitMs: 15 * 60_000 });
  if (!ok) {
    const output = [...(failure === null ? [] : [failure]), ...stderr.split('\n').slice(0, 12)];
    throw new UserError(
      'engine.build',
      `${compiler} could not compile the TensorFlow binding:\n${output.join('\n')}`,
    );
  }
  for (const work of [headers, sources]) await rm(work, { recursive: true, force: true });
  return compiler;
}

/**
 * The build of `media/native/*`, too. Node-API is stable, so one build serves every Node and
 * Electron; the rpath finds the libraries beside it wherever the folder is moved.
 */
export function compilerArguments(
  sources: string,
  include: readonly string[],
  libraries: string,
  target: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const mac = platform === 'darwin';
  const suffix = (name: string) => (mac ? `${name}.2.dylib` : `${name}.so.2`);
  return [
    ...['-std=c++17', '-O2', '-shared', '-fPIC', '-DNAPI_VERSION=8', '-s'],
    // The same bytes wherever it is built.
    `-ffile-prefix-map=${sources}=binding`,
    ...include.flatMap(folder => ['-I', folder]),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map(file => join(sources, file)),
    ...['libtensorflow_cc', 'libtensorflow_framework'].map(n => join(libraries, suffix(n))),
    `-Wl,-rpath,${mac ? '@loader_path' : '$ORIGIN'}/../tensorflow`,
    ...(mac ? ['-undefined', 'dynamic_lookup'] : []),
    ...['-o', target],
  ].filter(arg => !(mac && arg === '-s'));
}

function findCompiler(): string {
  const candidates = [process.env['CXX'] ?? '', 'g++', 'clang++', 'c++'].filter(c => c !== '');
  const found = candidates.find(c => runToolSync(c, ['--version'], { timeLimitMs: 60_000 }).ok);
  if (found) return found;
  throw new UserError(
    'engine.compiler',
    `No binding is shipped for ${platformName()}, and no C++ compiler was found to build it (looked for ${candidates.join(', ')}).
Install one (Debian, Ubuntu: apt install g++; Fedora: dnf install gcc-c++; macOS: xcode-select --install) and run the command again.`,
  );
}

function nodeHeaders(): string {
  const candidates = [
    findAbove('binding/node/node_api.h'),
    join(dirname(process.execPath), '..', 'include', 'node', 'node_api.h'),
    findAbove('node_modules/node-api-headers/include/node_api.h'),
    '/usr/include/node/node_api.h',
    '/usr/include/nodejs/src/node_api.h',
  ];
  const found = candidates.find(path => path !== undefined && existsSync(path));
  if (found) return dirname(found);
  throw new UserError(
    'engine.headers',
    'The headers of Node (node_api.h) were not found beside node. Install Node from nodejs.org, which has them, or the package libnode-dev.',
  );
}
