import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  checkGpu,
  compareVersions,
  explainNoGpu,
} from '../../../../src/engine/native/install/gpu.ts';
import { placeEntry, recipeFor } from '../../../../src/engine/native/install/recipe.ts';
import { parseRuntimeLog } from '../../../../src/engine/native/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smi-'));
  vi.stubEnv('PATH', `${folder}:/bin:/usr/bin`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function fakeSmi(script: string): void {
  writeFileSync(join(folder, 'nvidia-smi'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'nvidia-smi'), 0o755);
}

const windows = process.platform === 'win32';

it.skipIf(windows).each([
  ['engine.gpu-driver-old', '470.57', 'echo "Tesla V100, 470.57.02, 16160"'],
  ['engine.gpu-driver', 'communicate', 'echo "could not communicate with the driver" >&2; exit 9'],
  ['engine.gpu-driver', 'No devices', 'echo "No devices were found"'],
])('%s when the driver says "%s" (skipped on Windows: needs sh)', (code, words, script) => {
  fakeSmi(script);
  expect(checkGpu).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) as string }) as Error,
  );
});

it.skipIf(windows)('accepts a new enough driver (skipped on Windows: needs sh)', () => {
  fakeSmi('echo "NVIDIA H200, 570.124.06, 143771"');
  expect(checkGpu).not.toThrow();
});

it('says that there is no device where nvidia-smi is missing', () => {
  vi.stubEnv('PATH', folder);
  expect(checkGpu).toThrow(expect.objectContaining({ code: 'engine.gpu-device' }) as Error);
});

it.each([
  ['525.60.13', '525.60.13', 0],
  ['525.105.17', '525.60.13', 1],
  ['470.199.02', '525.60.13', -1],
  ['560', '525.60.13', 1],
])('version %s against %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});

it('explains from what TensorFlow prints why no device computes', () => {
  const library = parseRuntimeLog(`
I0000 dso_loader.cc:144] Could not load dynamic library 'libcudnn.so.9'; dlerror: libcudnn.so.9: cannot open shared object file
W0000 gpu_device.cc:2341] Cannot dlopen some GPU libraries. Skipping registering GPU devices...`);
  expect(explainNoGpu(library)).toMatchObject({
    code: 'engine.gpu-library',
    message: expect.stringContaining('libcudnn.so.9') as string,
  });
  const none = parseRuntimeLog(`
I0000 dso_loader.cc:144] Could not load dynamic library 'libcuda.so.1'; dlerror: libcuda.so.1: cannot open shared object file
E0000 cuda_platform.cc:52] failed call to cuInit: INTERNAL: CUDA error: Failed call to cuInit: UNKNOWN ERROR (303)`);
  expect(explainNoGpu(none)).toMatchObject({ code: 'engine.gpu-device' });
  const old = parseRuntimeLog('CUDA driver version is insufficient for CUDA runtime version');
  expect(explainNoGpu(old)).toMatchObject({ code: 'engine.gpu-driver-old' });
});

it('puts the CUDA libraries where libtensorflow looks, without those that nothing opens', () => {
  const place = 'nvidia/cublas/lib/';
  expect(placeEntry('nvidia/cusolver/lib/libcusolver.so.11')).toBe(`${place}libcusolver.so.11`);
  expect(placeEntry('nvidia/cuda_nvrtc/lib/libnvrtc.alt.so.12')).toBeNull();
  expect(placeEntry('nvidia/cuda_runtime/lib/stubs/libcuda.so')).toBeNull();
  expect(placeEntry('tensorflow/libtensorflow_cc.2.dylib')).toBe(
    'tensorflow/libtensorflow_cc.2.dylib',
  );
  expect(placeEntry('tensorflow/include/tensorflow/c/c_api.h')).toBeNull();
});

it('names the platforms without a published library', () => {
  const code = (variant: 'cpu' | 'cuda', platform: string) => {
    try {
      return recipeFor(variant, platform).wheels.length;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(code('cpu', 'linux-arm64')).toBe(1);
  expect(code('cpu', 'win32-x64')).toBe('engine.platform');
  expect(code('cuda', 'darwin-arm64')).toBe('engine.gpu-platform');
});
