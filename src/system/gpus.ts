import { existsSync } from 'node:fs';
import { runToolSync } from './programs/index.ts';

/** An NVIDIA GPU as `nvidia-smi -L` lists it. */
export interface Gpu {
  /** What a number in `CUDA_VISIBLE_DEVICES` means, in the order of the bus. */
  readonly index: number;
  /** `GPU-` and more. */
  readonly uuid: string;
  /** The UUIDs of the instances that it is divided into (MIG), in their order; none where it is whole. */
  readonly instances: readonly string[];
}

/** What this machine has for computing, as far as somebody says so. */
export interface Gpus {
  /** Null where the driver's program does not answer. */
  readonly listed: readonly Gpu[] | null;
  /** Whether the system shows a device of NVIDIA's driver. */
  readonly isThere: boolean;
}

/** Asks the driver's program; at once where there is none. */
export function findGpus(): Gpus {
  const { ok, stdout } = runToolSync('nvidia-smi', ['-L'], { timeLimitMs: 20_000 });
  const listed = ok ? parseGpus(stdout) : null;
  return {
    listed,
    isThere: (listed ?? []).length > 0 || existsSync('/dev/nvidiactl') || existsSync('/dev/dxg'),
  };
}

/** Reads the lines of `nvidia-smi -L`: a GPU each, its instances indented below it. */
export function parseGpus(text: string): readonly Gpu[] {
  const gpus: { index: number; uuid: string; instances: string[] }[] = [];
  for (const line of text.split('\n')) {
    const gpu = /^GPU (\d+): .*\(UUID: (GPU-[\w-]+)\)/.exec(line);
    const instance = /^\s+MIG .*\(UUID: (MIG-[\w/-]+)\)/.exec(line)?.[1];
    if (gpu) gpus.push({ index: Number(gpu[1]), uuid: gpu[2] ?? '', instances: [] });
    else if (instance !== undefined) gpus.at(-1)?.instances.push(instance);
  }
  return gpus;
}

/**
 * One name for each device that a process with this `CUDA_VISIBLE_DEVICES` has to itself, whatever text
 * names it: `0`, `1`, the UUID of an instance, or `cpu` where it sees no GPU. Unset, it computes on the first
 * one and leaves the others alone, though it sees them.
 */
export function deviceNames(visible: string | undefined, gpus: Gpus): readonly string[] {
  if (visible === undefined) return gpus.isThere ? [nameOfIndex(0, gpus) ?? 'cpu'] : ['cpu'];
  const names = new Set<string>();
  for (const entry of visible.split(',')) {
    const name = nameOf(entry.trim(), gpus);
    // As CUDA: what comes after an entry that names nothing does not count.
    if (name === null) break;
    names.add(name);
  }
  return names.size > 0 ? [...names] : ['cpu'];
}

function nameOf(entry: string, gpus: Gpus): string | null {
  if (/^\d+$/.test(entry)) return nameOfIndex(Number(entry), gpus);
  // An instance has a share of the GPU to itself: it keeps nobody from the others.
  if (/^MIG-/.test(entry)) return entry;
  if (!/^GPU-/.test(entry)) return null;
  if (gpus.listed === null) return entry;
  // The beginning of a UUID is enough for CUDA where it tells one.
  const found = gpus.listed.filter(({ uuid }) => uuid.startsWith(entry));
  return found.length === 1 ? nameOfIndex(found[0]?.index ?? 0, gpus) : null;
}

/** Of a GPU that is divided CUDA gives a process the first instance. Null where there is no such GPU. */
function nameOfIndex(index: number, { listed }: Gpus): string | null {
  if (listed === null) return String(index);
  const gpu = listed.find(each => each.index === index);
  return gpu === undefined ? null : (gpu.instances[0] ?? String(index));
}
