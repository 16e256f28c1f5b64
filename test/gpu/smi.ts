import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseSample, type GpuSample } from '../../src/engine/gpuMonitor.ts';

/** What the device did while something else was measured. */
export interface DeviceUse {
  /** Median share of time in which a kernel ran, 0 to 1; null without samples. */
  readonly utilisation: number | null;
  /** Largest memory in use by all processes, in bytes; null without samples. */
  readonly memory: number | null;
  readonly samples: number;
}

/** Asks `nvidia-smi` four times a second until the returned function is called, which says what it saw. */
export function watchDevice(device: string, env: NodeJS.ProcessEnv): () => DeviceUse {
  const fields = '--query-gpu=memory.used,utilization.gpu';
  const args = [fields, '--format=csv,noheader,nounits', '-i', device, '-lms', '250'];
  const child = spawn('nvidia-smi', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  child.once('error', () => undefined);
  const samples: GpuSample[] = [];
  createInterface({ input: child.stdout }).on('line', line => {
    const sample = parseSample(line);
    if (sample !== null) samples.push(sample);
  });
  return () => {
    child.kill('SIGKILL');
    return useOf(samples);
  };
}

export function useOf(samples: readonly GpuSample[]): DeviceUse {
  const shares = samples.flatMap(({ utilisation }) => utilisation ?? []).sort((a, b) => a - b);
  const memory = samples.flatMap(sample => sample.memory ?? []);
  return {
    utilisation: shares[Math.floor(shares.length / 2)] ?? null,
    memory: memory.length > 0 ? Math.max(...memory) : null,
    samples: samples.length,
  };
}
