import { runTool } from '../system/index.ts';

export interface GpuSample {
  /** GPU memory in use by all processes, in bytes. */
  readonly memory: number | null;
  /** Share of the sample period in which a kernel ran, 0 to 1. */
  readonly utilisation: number | null;
}

/**
 * Asks `nvidia-smi` every few seconds, in a process of its own so that nothing waits for it, until
 * the returned function is called. Where it does not answer it is not asked again.
 */
export function watchGpu(onSample: (sample: GpuSample) => void, everyMs = 3000): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const ask = (): void => {
    const fields = '--query-gpu=memory.used,utilization.gpu';
    const args = [fields, '--format=csv,noheader,nounits', ...device(process.env)];
    void runTool('nvidia-smi', args, { timeLimitMs: 10_000 }).then(({ ok, stdout }) => {
      const sample = ok ? parseSample(stdout) : null;
      if (stopped || !sample) return;
      onSample(sample);
      timer = setTimeout(ask, everyMs);
      timer.unref();
    });
  };
  ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** The first line of `memory.used [MiB], utilization.gpu [%]`; what the driver does not know is null. */
export function parseSample(text: string): GpuSample | null {
  const [line = ''] = text.trim().split('\n');
  const [memory, utilisation, ...rest] = line.split(',').map(part => part.trim());
  if (memory === undefined || utilisation === undefined || rest.length > 0) return null;
  const number = (value: string): number | null =>
    /^\d+(\.\d+)?$/.test(value) ? Number(value) : null;
  const [mebibytes, percent] = [number(memory), number(utilisation)];
  return {
    memory: mebibytes === null ? null : mebibytes * 1024 * 1024,
    utilisation: percent === null ? null : percent / 100,
  };
}

/** TensorFlow computes on the first visible device; nvidia-smi counts all of them. */
function device(env: NodeJS.ProcessEnv): string[] {
  const [first = '0'] = (env['CUDA_VISIBLE_DEVICES'] || '0').split(',');
  return ['-i', first.trim()];
}
