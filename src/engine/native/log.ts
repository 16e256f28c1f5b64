/** What TensorFlow prints while it starts, at log level 0, as far as it concerns the hardware. */
export interface RuntimeLog {
  readonly gpus: readonly {
    readonly device: string;
    readonly name: string;
    readonly memoryMB: number;
    readonly computeCapability: string;
  }[];
  /** E.g. `9.28.0`; null before a convolution ran on a GPU. */
  readonly cudnn: string | null;
  readonly missingLibraries: readonly string[];
  /** What cuInit said when it failed; null otherwise. */
  readonly initError: string | null;
  /** The complaint about the driver's version; null without one. */
  readonly driverTooOld: string | null;
}

const GPU =
  /Created device \S*(\/device:GPU:\d+) with (\d+) MB memory:\s+-> device: \d+, name: ([^,]+),.*?compute capability: ([\d.]+)/g;

export function parseRuntimeLog(text: string): RuntimeLog {
  const gpus = [...text.matchAll(GPU)].map(
    ([, device = '', memory, name = '', capability = '']) => ({
      device,
      name,
      memoryMB: Number(memory),
      computeCapability: capability,
    }),
  );
  const unique = [...new Map(gpus.map(g => [g.device, g])).values()];
  const missing = [...text.matchAll(/Could not load dynamic library '([^']+)'/g)];
  const cudnn = /Loaded cuDNN version (\d+)/.exec(text)?.[1];
  return {
    gpus: unique,
    cudnn: cudnn ? cudnnVersion(Number(cudnn)) : null,
    missingLibraries: [...new Set(missing.map(m => m[1] ?? ''))].filter(l => l !== 'libcuda.so.1'),
    initError: /failed call to cuInit: (.+)/.exec(text)?.[1]?.trim() ?? null,
    driverTooOld:
      /.*(?:driver version is insufficient|CUDA_ERROR_(?:COMPAT_NOT_SUPPORTED|SYSTEM_DRIVER_MISMATCH)).*/i.exec(
        text,
      )?.[0] ?? null,
  };
}

/** cuDNN 9 counts 10000 · major + 100 · minor + patch, cuDNN 8 1000 · major (cudnn_version.h). */
function cudnnVersion(n: number): string {
  const unit = n >= 90000 ? 10000 : 1000;
  return [Math.floor(n / unit), Math.floor((n % unit) / 100), n % 100].join('.');
}
