import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { runToolSync } from '../../system/index.ts';

/** Flags of the processor that change which kernels TensorFlow takes, with the names it uses. */
const INSTRUCTION_SETS: readonly (readonly [flag: string, name: string])[] = [
  ['sse4_2', 'SSE4.2'],
  ['avx', 'AVX'],
  ['avx2', 'AVX2'],
  ['fma', 'FMA'],
  ['avx512f', 'AVX512F'],
  ['avx512_vnni', 'AVX512_VNNI'],
  ['avx512_bf16', 'AVX512_BF16'],
  ['avx512_fp16', 'AVX512_FP16'],
  ['amx_tile', 'AMX_TILE'],
  ['amx_int8', 'AMX_INT8'],
  ['amx_bf16', 'AMX_BF16'],
  ['asimd', 'NEON'],
  ['sve', 'SVE'],
];

/** The instruction sets of this processor, as far as the system tells. */
export function instructionSets(): readonly string[] {
  const flags = new Set(processorFlags());
  return INSTRUCTION_SETS.filter(([flag]) => flags.has(flag)).map(([, name]) => name);
}

function processorFlags(): readonly string[] {
  try {
    if (process.platform === 'linux') {
      const line = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'));
      return (line?.[1] ?? '').trim().split(/\s+/);
    }
    if (process.platform === 'darwin') return process.arch === 'arm64' ? ['asimd'] : [];
  } catch {
    return [];
  }
  return [];
}

/** For people: the processor, its widest vector instructions and how many threads compute. */
export function describeProcessor(threads: number | null): string {
  const sets = instructionSets();
  const widest = ['AMX_TILE', 'AVX512F', 'AVX2', 'AVX', 'SVE', 'NEON'].find(s => sets.includes(s));
  const count = threads ?? availableParallelism();
  const parts = [
    cpus()[0]?.model.trim() || 'CPU',
    widest,
    `${count} thread${count === 1 ? '' : 's'}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** One NVIDIA device as the driver describes it. */
export interface NvidiaDevice {
  readonly name: string;
  readonly driver: string;
  readonly memoryMiB: number;
}

/** The devices that `nvidia-smi` lists; null when the program is absent or fails. */
export function nvidiaDevices(): readonly NvidiaDevice[] | null {
  const query = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader,nounits'];
  const { ok, stdout } = runToolSync('nvidia-smi', query, { timeLimitMs: 20_000 });
  return ok ? parseNvidiaDevices(stdout) : null;
}

/** The devices that CUDA shows this process, in its order: what `CUDA_VISIBLE_DEVICES` leaves. */
export function visibleDevices<T>(devices: readonly T[], only: string | undefined): readonly T[] {
  if (only === undefined) return devices;
  const visible: T[] = [];
  for (const entry of only.split(',')) {
    // CUDA stops at the first entry that names no device. What a UUID names is not known here.
    const index = /^\s*\d+\s*$/.test(entry) ? Number(entry) : /^\s*(GPU|MIG)-/.test(entry) ? 0 : -1;
    const device = devices[index];
    if (device === undefined) break;
    visible.push(device);
  }
  return visible;
}

/** Reads the lines of `nvidia-smi --format=csv,noheader,nounits`: name, driver version, MiB. */
export function parseNvidiaDevices(text: string): readonly NvidiaDevice[] {
  return text
    .split('\n')
    .map(line => line.split(',').map(field => field.trim()))
    .filter(fields => fields.length === 3)
    .map(([name = '', driver = '', memory = '']) => ({ name, driver, memoryMiB: Number(memory) }));
}
