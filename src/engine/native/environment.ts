import type { EngineSettings } from '../types.ts';

/**
 * The environment variables that libtensorflow, oneDNN, cuBLAS and cuDNN read once, when they are
 * loaded. `undefined` removes a variable that would say otherwise.
 */
export function runtimeEnvironment(settings: EngineSettings): Record<string, string | undefined> {
  const threads = settings.threads === null ? undefined : String(settings.threads);
  return {
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    NVIDIA_TF32_OVERRIDE: settings.tf32 ? undefined : '0',
    TF_DETERMINISTIC_OPS: settings.deterministic ? '1' : undefined,
    TF_NUM_INTRAOP_THREADS: threads,
    TF_NUM_INTEROP_THREADS: threads,
    OMP_NUM_THREADS: threads,
  };
}

/** Makes the settings hold for libraries that this process loads from now on. */
export function applyEnvironment(settings: EngineSettings, env = process.env): void {
  for (const [name, value] of Object.entries(runtimeEnvironment(settings))) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  // The order of nvidia-smi, so that a device's number means the same everywhere.
  env['CUDA_DEVICE_ORDER'] ??= 'PCI_BUS_ID';
}
