import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { parseSample, watchGpu, type GpuSample } from '../../src/engine/gpuMonitor.ts';

it.each<[string, GpuSample | null]>([
  ['1234, 57\n', { memory: 1234 * 1048576, utilisation: 0.57 }],
  ['1234, 57\n99, 1\n', { memory: 1234 * 1048576, utilisation: 0.57 }],
  ['1234, [N/A]\n', { memory: 1234 * 1048576, utilisation: null }],
  ['0, 0', { memory: 0, utilisation: 0 }],
  ['', null],
  ['No devices were found', null],
])('%j is read as %j', (text, expected) => {
  expect(parseSample(text)).toEqual(expected);
});

const folder = mkdtempSync(join(tmpdir(), 'smi-'));
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')('asks again and again until it is stopped', async () => {
  writeFileSync(join(folder, 'nvidia-smi'), '#!/bin/sh\necho "100, 50"\n');
  chmodSync(join(folder, 'nvidia-smi'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  const samples: GpuSample[] = [];
  const stop = watchGpu(sample => samples.push(sample), 10);
  await vi.waitFor(() => expect(samples.length).toBeGreaterThan(2), 120_000);
  stop();
  expect(samples[0]).toEqual({ memory: 104857600, utilisation: 0.5 });
  const count = samples.length;
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(samples.length).toBe(count);
});

it('says nothing where nvidia-smi does not answer', async () => {
  vi.stubEnv('PATH', '/nonexistent');
  const samples: GpuSample[] = [];
  const stop = watchGpu(sample => samples.push(sample), 10);
  await new Promise(resolve => setTimeout(resolve, 200));
  stop();
  expect(samples).toEqual([]);
});
