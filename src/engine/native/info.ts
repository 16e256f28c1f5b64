import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../base/index.ts';
import type { EngineName } from '../types.ts';
import { findCacheFolder } from '../../system/index.ts';
import { instructionSets, nvidiaDevices } from './hardware.ts';
import { findInstallation, type Installation } from './installed.ts';
import { platformName } from './pins.ts';
import { probe } from './probe.ts';
import type { Check } from './proof.ts';
import { isOutdated } from './renew.ts';

/** What `reslab engine info --json` prints. */
export interface EngineInfo {
  /** What `auto` takes; null when nothing loads. */
  readonly engine: EngineName | null;
  readonly reason: string;
  readonly tensorflow: TensorFlowInfo | null;
  readonly device: string | null;
  readonly devices: readonly { readonly device: string; readonly description: string }[];
  readonly gpu: boolean;
  readonly instructions: readonly string[];
  /** Whether TensorFlow computes with oneDNN, and its threads where they are limited. */
  readonly runtime: Readonly<Record<string, string>>;
  readonly threads: number;
  /** The proof: computations compared with plain JavaScript. */
  readonly checks: readonly Check[];
  readonly milliseconds: number | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly node: string;
  readonly platform: string;
  readonly cache: string;
}

export interface TensorFlowInfo {
  readonly version: string;
  /** `cache`: installed by `reslab engine install`; `official`: by tfjs-node's own script. */
  readonly kind: Installation['kind'];
  readonly variant: Installation['variant'];
  readonly folder: string;
  readonly bytes: number;
  readonly binding: string;
  /** Versions of the CUDA libraries beside it, null for a CPU runtime. */
  readonly cuda: string | null;
  readonly cudnn: string | null;
  /** Version of the NVIDIA driver, null where there is none. */
  readonly driver: string | null;
}

/** Loads what `auto` would take in a process of its own and describes it. */
export async function engineInfo(): Promise<EngineInfo> {
  const here = {
    instructions: instructionSets(),
    threads: availableParallelism(),
    node: process.version,
    platform: platformName(),
    cache: findCacheFolder() ?? 'none: set HOME or RESIDUAL_LAB_CACHE',
  };
  try {
    const { proof, log } = await probe();
    const { engine, checks, milliseconds } = proof;
    const names = new Map(
      log.gpus.map(g => [
        g.device,
        `${g.name}, ${g.memoryMB} MB, compute capability ${g.computeCapability}`,
      ]),
    );
    // After the probe: that gives an installation of an earlier version the binding of this one.
    const installation = findInstallation();
    const used = installation && engine.name === 'tensorflow' ? installation : null;
    return {
      ...here,
      engine: engine.name,
      reason: engine.reason,
      tensorflow: used && (await describe(used, engine.version, log.cudnn)),
      device: engine.device,
      devices: engine.devices.map(device => ({
        device,
        description: names.get(device) ?? engine.device,
      })),
      gpu: engine.gpu,
      runtime: engine.runtime,
      checks,
      milliseconds: Math.round(milliseconds),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const problem = { code: error.code, message: error.message };
    const nothing = { engine: null, tensorflow: null, device: null, milliseconds: null };
    return {
      ...here,
      ...nothing,
      reason: error.message,
      devices: [],
      gpu: false,
      runtime: {},
      checks: [],
      problem,
    };
  }
}

async function describe(
  installation: Installation,
  version: string,
  loadedCudnn: string | null,
): Promise<TensorFlowInfo> {
  const { kind, variant, folder, manifest } = installation;
  const files = manifest?.files.length ? manifest.files : await filesOf(folder);
  return {
    version,
    kind,
    variant,
    folder,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    binding: describeBinding(installation),
    cuda: manifest?.cuda['cuda-runtime'] ?? null,
    cudnn: loadedCudnn ?? manifest?.cuda['cudnn'] ?? null,
    driver: nvidiaDevices()?.[0]?.driver ?? null,
  };
}

function describeBinding(installation: Installation): string {
  const { kind, manifest } = installation;
  const from = manifest?.binding ?? (kind === 'official' ? 'official' : 'unknown');
  if (!isOutdated(installation)) return from;
  return `${from}, of an earlier version; run \`reslab engine install\` to renew it`;
}

async function filesOf(folder: string): Promise<readonly { readonly bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  return Promise.all(
    files.map(async f => ({ bytes: (await stat(join(f.parentPath, f.name))).size })),
  );
}
