import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findCacheFolder } from '../../system/index.ts';
import { enginesFolder, findAbove } from './folders.ts';
import { TENSORFLOW_VERSION, platformName } from './pins.ts';

export type Variant = 'cpu' | 'cuda';

/** What `engine.json` of an installed runtime says. It is the last file that an install writes. */
export interface Manifest {
  readonly format: 1;
  readonly tensorflow: string;
  readonly variant: Variant;
  readonly platform: string;
  /** Every file with its size: what is missing or cut short is seen without loading it. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** The wheels it was made of, by file name, with their SHA-256. */
  readonly sources: Readonly<Record<string, string>>;
  /** Where the binding came from: `shipped`, or the compiler that built it. */
  readonly binding: string;
  /** Which `BINDING_REVISION` the binding is of; absent for the first. */
  readonly bindingRevision?: number;
  /** Versions of the CUDA packages, by name; empty for CPU. */
  readonly cuda: Readonly<Record<string, string>>;
}

/** A TensorFlow runtime on this machine. */
export interface Installation {
  /** `cache`: laid out as `reslab engine install` does; `official`: by tfjs-node's own script. */
  readonly kind: 'cache' | 'official';
  readonly variant: Variant;
  readonly folder: string;
  readonly binding: string;
  readonly manifest: Manifest | null;
}

/**
 * Which repairs the binding has; raise it with each change of `media/native`. A runtime that was
 * installed with an earlier one gets the binding of today before it is loaded the next time.
 */
export const BINDING_REVISION = 2;

/** The file of this revision: a new one does not replace what a process or an older program uses. */
export const BINDING_PATH = `napi-v8/tfjs_binding-${BINDING_REVISION}.node`;

const FIRST_BINDING_PATH = 'napi-v8/tfjs_binding.node';

/** Reads what is installed of a variant in the per-user cache; null also where there is none. */
function readInstalled(variant: Variant): Installation | null {
  return findCacheFolder() === null ? null : readInstallation(installFolder(variant));
}

/**
 * The folder of a variant in the per-user cache.
 * @throws UserError `cache.noHome` where there is no place for one.
 */
export function installFolder(variant: Variant): string {
  return join(enginesFolder(), `tensorflow-${TENSORFLOW_VERSION}-${platformName()}-${variant}`);
}

/** Reads a runtime's folder; null when it is not there or not whole. */
export function readInstallation(folder: string): Installation | null {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8')) as Manifest;
    if (manifest.format !== 1) return null;
    const whole = manifest.files.every(f => statSync(join(folder, f.path)).size === f.bytes);
    if (!whole) return null;
  } catch {
    return null;
  }
  const { variant } = manifest;
  return { kind: 'cache', variant, folder, binding: bindingIn(folder), manifest };
}

/**
 * The runtime to load: the folder that `RESIDUAL_LAB_ENGINE` names (laid out as an installed one,
 * prepared by an administrator); else CUDA where it is installed and a device is visible, else CPU, else CUDA
 * (which computes on the CPU too), else an official installation of tfjs-node.
 */
export function findInstallation(gpuVisible = deviceVisible()): Installation | null {
  const given = process.env['RESIDUAL_LAB_ENGINE'];
  if (given) return readInstallation(given) ?? unlisted(given);
  const cuda = readInstalled('cuda');
  if (cuda && gpuVisible) return cuda;
  return readInstalled('cpu') ?? cuda ?? findOfficial();
}

/** A folder without `engine.json`: taken as it is. */
export function unlisted(folder: string): Installation {
  const variant = existsSync(join(folder, 'nvidia')) ? 'cuda' : 'cpu';
  return { kind: 'cache', variant, folder, binding: bindingIn(folder), manifest: null };
}

function bindingIn(folder: string): string {
  const path = join(folder, BINDING_PATH);
  return existsSync(path) ? path : join(folder, FIRST_BINDING_PATH);
}

/** Whether the system shows an NVIDIA device that this process may use. */
export function deviceVisible(env = process.env): boolean {
  const only = env['CUDA_VISIBLE_DEVICES'];
  if (only !== undefined && (only.trim() === '' || only.trim().startsWith('-1'))) return false;
  return process.platform === 'win32' || existsSync('/dev/nvidiactl') || existsSync('/dev/dxg');
}

/** A binding that tfjs-node's own install script left, in this project or `RESIDUAL_LAB_TFJS_NODE`. */
export function findOfficial(): Installation | null {
  for (const name of ['tfjs-node-gpu', 'tfjs-node']) {
    const folder =
      process.env['RESIDUAL_LAB_TFJS_NODE'] ?? findAbove(join('node_modules', '@tensorflow', name));
    const lib = folder && join(folder, 'lib');
    if (!folder || !lib || !existsSync(lib)) continue;
    const binding = readdirSync(lib)
      .sort()
      .reverse()
      .map(napi => join(lib, napi, 'tfjs_binding.node'))
      .find(path => existsSync(path));
    const variant = name === 'tfjs-node' ? 'cpu' : 'cuda';
    if (binding) return { kind: 'official', variant, folder, binding, manifest: null };
  }
  return null;
}
