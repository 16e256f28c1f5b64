import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/base/index.ts';
import { loadEngine } from '../../../src/engine/native/index.ts';
import { findInstallation } from '../../../src/engine/native/installed.ts';
import { firstThatLoads } from '../../../src/engine/native/load.ts';
import { proveBackend } from '../../../src/engine/native/proof.ts';
import type { EngineName } from '../../../src/engine/types.ts';

const settings = { tf32: false, deterministic: false, threads: null };
const engine = {
  version: '1',
  gpu: false,
  devices: ['cpu'],
  device: 'a processor',
  instructions: [],
  settings,
  runtime: {},
};

/** Loaders of which only some succeed. */
function loaders(...working: readonly EngineName[]) {
  return (['tensorflow', 'wasm', 'cpu'] as const).map(
    name =>
      [
        name,
        () =>
          working.includes(name)
            ? Promise.resolve({ ...engine, name })
            : Promise.reject(new UserError('engine.missing', `${name} is not here.`)),
      ] as const,
  );
}

it.each([
  ['auto', ['tensorflow', 'wasm', 'cpu'], 'tensorflow', 'auto: took tensorflow, the fastest'],
  ['auto', ['wasm', 'cpu'], 'wasm', 'auto: tensorflow is not here. Took wasm.'],
  ['auto', ['cpu'], 'cpu', 'auto: tensorflow is not here. wasm is not here. Took cpu.'],
  ['cpu', ['tensorflow', 'wasm', 'cpu'], 'cpu', 'cpu: asked for'],
] as const)('%s of %j takes %s and says why', async (want, working, name, reason) => {
  const got = await firstThatLoads(want, settings, loaders(...working));
  expect(got).toMatchObject({ name, reason });
});

it('passes by an engine that cannot do what is asked, and refuses it where it was asked for', async () => {
  const all = loaders('wasm', 'cpu');
  const unfit = (name: EngineName) => (name === 'wasm' ? 'wasm is too small.' : null);
  expect(await firstThatLoads('auto', settings, all, unfit)).toMatchObject({
    name: 'cpu',
    reason: 'auto: tensorflow is not here. wasm is too small. Took cpu.',
  });
  await expect(firstThatLoads('wasm', settings, all, unfit)).rejects.toMatchObject({
    code: 'engine.unfit',
    message: 'wasm is too small.',
  });
});

it('does not fall back when one engine was asked for', async () => {
  await expect(firstThatLoads('tensorflow', settings, loaders('cpu'))).rejects.toThrow(
    'tensorflow is not here.',
  );
  await expect(firstThatLoads('auto', settings, loaders())).rejects.toMatchObject({
    code: 'engine.none',
  });
});

const names: readonly EngineName[] = ['tensorflow', 'wasm', 'cpu'];
for (const name of names) {
  const absent = name === 'tensorflow' && findInstallation() === null;
  const why = absent ? ' (skipped: the TensorFlow runtime is not installed)' : '';
  it.skipIf(absent)(`computes on ${name} what plain JavaScript computes${why}`, async () => {
    const loaded = await loadEngine(name);
    expect(tf.getBackend()).toBe(name);
    expect(loaded.name).toBe(name);
    expect(loaded.version).toMatch(/^\d+\.\d+/);
    for (const check of proveBackend()) expect(check, check.name).toMatchObject({ ok: true });
  });
}

afterEach(() => vi.unstubAllEnvs());
it('falls back and says how to install TensorFlow where it is not', async () => {
  // A process keeps the library that it has loaded, so the loader is taken afresh.
  vi.resetModules();
  vi.stubEnv('RESIDUAL_LAB_CACHE', '/nowhere');
  vi.stubEnv('RESIDUAL_LAB_TFJS_NODE', '/nowhere');
  const fresh = await import('../../../src/engine/native/index.ts');
  const loaded = await fresh.loadEngine('auto');
  expect(loaded.name).toBe('wasm');
  expect(loaded.reason).toContain('TensorFlow is not installed. Run `reslab engine install`');
});
