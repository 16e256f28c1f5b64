import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Workers inherit the environment; setting it inside one does not reach native libraries.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
process.env.NVIDIA_TF32_OVERRIDE ??= '0';
process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
if (process.arch === 'x64') process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';

export default defineConfig({
  // The editor gives this module to its extensions only.
  resolve: {
    alias: { vscode: fileURLToPath(new URL('test/support/fakeVscode.ts', import.meta.url)) },
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Each file that loads TensorFlow needs a process of its own: the runtime cannot be unloaded.
    pool: 'forks',
    maxWorkers: 2,
    // Generous: a busy machine is no failure.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
