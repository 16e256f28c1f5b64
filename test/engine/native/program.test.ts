import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { findInstallation } from '../../../src/engine/native/installed.ts';
import type { EngineInfo } from '../../../src/engine/native/info.ts';
import { bundleProgram } from '../../support/bundleProgram.ts';

vi.setConfig({ testTimeout: 180_000 });

let program: string;
let cache: string;
beforeAll(async () => {
  program = await bundleProgram('src/engine/main.ts', 'engine');
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterAll(() => rmSync(cache, { recursive: true }));

function engine(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

const absent = findInstallation() === null;
const why = absent ? ' (skipped: the TensorFlow runtime is not installed)' : '';
it.skipIf(absent)(`describes the installed runtime, also as JSON${why}`, () => {
  const json = engine(['info', '--json']);
  const info = JSON.parse(json.stdout) as EngineInfo;
  expect(info).toMatchObject({ engine: 'tensorflow', problem: null, node: process.version });
  expect(info.tensorflow?.version).toMatch(/^2\.\d+\.\d+$/);
  expect(info.tensorflow?.bytes).toBeGreaterThan(1e8);
  expect(existsSync(info.tensorflow?.folder ?? '')).toBe(true);
  expect(info.devices.length).toBeGreaterThan(0);
  expect(info.checks.every(check => check.ok)).toBe(true);
  if (process.arch === 'x64') {
    expect(info.runtime).toMatchObject({ onednn: 'on' });
    const off = engine(['info'], { TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTEROP_THREADS: '1' });
    expect(off.stdout).toMatch(/^oneDNN +off$/m);
    expect(off.stdout).toContain('limited: interOpThreads 1');
  }
  expect(json.status).toBe(0);
  const text = engine(['info']).stdout;
  for (const fact of [info.tensorflow?.folder, info.tensorflow?.version, info.device])
    expect(text).toContain(fact);
});

it('says with exit code 3 that TensorFlow is not installed, and what takes its place', () => {
  const { stdout, status } = engine(['info', '--json'], { RESIDUAL_LAB_CACHE: cache });
  const info = JSON.parse(stdout) as EngineInfo;
  expect(info).toMatchObject({ engine: 'wasm', tensorflow: null, cache });
  expect(info.reason).toContain('reslab engine install');
  expect(status).toBe(3);
});

const supported = ['linux-x64', 'linux-arm64', 'darwin-arm64'].includes(
  `${process.platform}-${process.arch}`,
);
const unsupported = supported ? '' : ' (skipped: no wheel for this platform)';
it.skipIf(!supported)(`names pip and the way around it${unsupported}`, () => {
  const env = { RESIDUAL_LAB_CACHE: cache, RESIDUAL_LAB_PYTHON: '', PATH: cache };
  const { stderr, status } = engine(['install'], env);
  expect(stderr).toMatch(/pip, and none was found|no C\+\+ compiler was found/);
  expect(status).toBe(3);
  expect(readdirSync(join(cache, 'engine')).filter(name => name !== 'downloads')).toEqual([]);
});

it.each([
  [['install', '--what'], 'reslab engine install [--gpu]'],
  [['info', '--what'], 'reslab engine info [--json]'],
  [['dance'], 'engine.js run FOLDER'],
])('%j is answered with the right use and exit code 2', (args, use) => {
  const { stderr, status } = engine(args);
  expect(stderr).toContain(use);
  expect(status).toBe(2);
});
