import type { EngineSettings } from '../types.ts';

type Environment = Record<string, string | undefined>;

/**
 * The environment variables that libtensorflow, oneDNN, cuBLAS and cuDNN read once, when they are
 * loaded. `undefined` removes a variable that would say otherwise.
 */
export function runtimeEnvironment(settings: EngineSettings): Environment {
  return {
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    NVIDIA_TF32_OVERRIDE: settings.tf32 ? undefined : '0',
    TF_DETERMINISTIC_OPS: settings.deterministic ? '1' : undefined,
  };
}

/** What is told the libraries unless the user's environment says something. */
function unlessSet({ threads }: EngineSettings, arch: string): Environment {
  const count = threads === null ? undefined : String(threads);
  return {
    // TensorFlow takes it by itself only on processors with AVX512_VNNI or better. With AVX2 a step of
    // ResNet-14 takes 410 ms without and 170 ms with it.
    TF_ENABLE_ONEDNN_OPTS: arch === 'x64' ? '1' : undefined,
    TF_NUM_INTRAOP_THREADS: count,
    TF_NUM_INTEROP_THREADS: count,
    OMP_NUM_THREADS: count,
    TF_CPP_MIN_LOG_LEVEL: '2',
    // The order of nvidia-smi, so that a device's number means the same everywhere.
    CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
  };
}

/** Makes the settings hold for libraries that this process loads from now on. */
export function applyEnvironment(
  settings: EngineSettings,
  env: Environment = process.env,
  arch: string = process.arch,
): void {
  for (const [name, value] of Object.entries(runtimeEnvironment(settings))) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  for (const [name, value] of Object.entries(unlessSet(settings, arch)))
    if (value !== undefined) env[name] ??= value;
}

/**
 * What decides which kernels of TensorFlow add in which order, beside the settings: whether it takes
 * oneDNN's (`on`, `off`, or `default`: as it was built) and its threads, where somebody limits them.
 */
export function runtimeFacts(env: Environment = process.env): Readonly<Record<string, string>> {
  const onednn = env['TF_ENABLE_ONEDNN_OPTS'];
  const threads = {
    intraOpThreads: env['TF_NUM_INTRAOP_THREADS'],
    interOpThreads: env['TF_NUM_INTEROP_THREADS'],
    ompThreads: env['OMP_NUM_THREADS'],
  };
  return {
    onednn: onednn === undefined ? 'default' : /^(1|true)$/i.test(onednn) ? 'on' : 'off',
    ...Object.fromEntries(Object.entries(threads).filter(([, value]) => value !== undefined)),
  };
}
