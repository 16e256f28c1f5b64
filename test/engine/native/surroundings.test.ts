import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import {
  applyEnvironment,
  runtimeEnvironment,
  runtimeFacts,
} from '../../../src/engine/native/environment.ts';
import { findAbove } from '../../../src/engine/native/folders.ts';
import { cacheFolder } from '../../../src/system/index.ts';
import { parseNvidiaDevices, visibleDevices } from '../../../src/engine/native/hardware.ts';

it.each([
  ['linux', {}, join('/h', '.cache', 'residual-lab')],
  ['linux', { XDG_CACHE_HOME: '/x' }, join('/x', 'residual-lab')],
  ['darwin', { XDG_CACHE_HOME: '/x' }, join('/h', 'Library', 'Caches', 'residual-lab')],
  ['win32', { LOCALAPPDATA: '/l' }, join('/l', 'residual-lab', 'cache')],
  ['linux', { RESIDUAL_LAB_CACHE: '/c', XDG_CACHE_HOME: '/x' }, resolve('/c')],
] as const)('the cache folder on %s with %j', (platform, env, want) => {
  expect(cacheFolder(env, platform, '/h')).toBe(want);
});

it('finds what the project ships in a folder above', () => {
  expect(findAbove('package.json')).toBe(resolve('package.json'));
  expect(findAbove('no such file anywhere')).toBeUndefined();
});

it('does not look above the project, where anybody may have put a file', () => {
  const box = mkdtempSync(join(tmpdir(), 'above-'));
  try {
    const dist = join(box, 'deep', 'product', 'dist');
    mkdirSync(dist, { recursive: true });
    for (const folder of [box, join(box, 'deep')]) writeFileSync(join(folder, 'planted.node'), '');
    expect(findAbove('planted.node', dist)).toBeUndefined();
    writeFileSync(join(dist, '..', 'package.json'), '{"name": "residual-lab"}');
    expect(findAbove('planted.node', dist)).toBeUndefined();
    writeFileSync(join(dist, '..', 'planted.node'), '');
    expect(findAbove('planted.node', dist)).toBe(join(box, 'deep', 'product', 'planted.node'));
  } finally {
    rmSync(box, { recursive: true });
  }
});

it('settings become the variables that the libraries read', () => {
  const strict: Record<string, string | undefined> = {};
  applyEnvironment({ tf32: false, deterministic: true, threads: 3 }, strict, 'x64');
  expect(strict).toMatchObject({
    NVIDIA_TF32_OVERRIDE: '0',
    TF_DETERMINISTIC_OPS: '1',
    TF_NUM_INTRAOP_THREADS: '3',
    TF_ENABLE_ONEDNN_OPTS: '1',
  });
  expect(runtimeFacts(strict)).toEqual({
    onednn: 'on',
    intraOpThreads: '3',
    interOpThreads: '3',
    ompThreads: '3',
  });
  const loose = runtimeEnvironment({ tf32: true, deterministic: false, threads: null });
  expect(loose['NVIDIA_TF32_OVERRIDE']).toBeUndefined();
  expect(loose['TF_DETERMINISTIC_OPS']).toBeUndefined();
});

it('what the user set wins', () => {
  const own = { TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTEROP_THREADS: '1', OMP_NUM_THREADS: '5' };
  const env: Record<string, string | undefined> = { ...own };
  applyEnvironment({ tf32: false, deterministic: false, threads: null }, env, 'x64');
  expect(env).toMatchObject(own);
  expect(runtimeFacts(env)).toEqual({ onednn: 'off', interOpThreads: '1', ompThreads: '5' });
});

it('oneDNN stays as it was built elsewhere than on x64', () => {
  const env: Record<string, string | undefined> = {};
  applyEnvironment({ tf32: false, deterministic: false, threads: null }, env, 'arm64');
  expect(runtimeFacts(env)).toEqual({ onednn: 'default' });
});

it('reads devices from nvidia-smi', () => {
  expect(parseNvidiaDevices('NVIDIA H200, 570.124.06, 143771\n')).toEqual([
    { name: 'NVIDIA H200', driver: '570.124.06', memoryMiB: 143771 },
  ]);
});

it.each([
  [undefined, ['a', 'b', 'c']],
  ['2,0', ['c', 'a']],
  ['1,7,0', ['b']],
  ['-1', []],
  ['', []],
  ['GPU-5e', ['a']],
] as const)('CUDA_VISIBLE_DEVICES=%s leaves %j', (only, want) => {
  expect(visibleDevices(['a', 'b', 'c'], only)).toEqual(want);
});
