import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/runFolder.ts';
import { largestDifference } from './parts/lesion.ts';
import { lastWeights } from './parts/notebook.ts';
import { mustRun, reasonIn, runProgram } from './programs.ts';
import { useOf, watchDevice } from './smi.ts';

const { env } = process;
const never = () => new AbortController().signal;
const node = (script: string, signal = never()) =>
  runProgram(process.execPath, ['-e', script], { env, signal });

describe('a program', () => {
  it('is killed with its own children when its time is up', async () => {
    const file = path.join(temporaryFolder(), 'pid');
    const child = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => 0, 1000)`;
    const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => 0, 1000)`;
    const controller = new AbortController();
    const running = node(script, controller.signal);
    while (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') === '') await sleep(20);
    const pid = Number(fs.readFileSync(file, 'utf8'));
    controller.abort();
    expect((await running).code).toBeNull();
    while (isAlive(pid)) await sleep(20);
  });

  it('that fails says why', async () => {
    const failing = ['-e', 'throw new TypeError("no tensor")'];
    const options = { env, signal: never() };
    await expect(mustRun(process.execPath, failing, options)).rejects.toThrow(
      'TypeError: no tensor',
    );
    await expect(mustRun('/no/such/program', [], options)).rejects.toThrow('cannot be started');
    await expect(mustRun(process.execPath, ['-e', 'process.exit(7)'], options)).rejects.toThrow(
      'exit code 7',
    );
  });

  it.each([
    ['at a.js:3\nError: pass: no fusion\n    at b\n\nNode.js v20.20.2\n', 'Error: pass: no fusion'],
    [
      'Traceback:\n  File\ntorch.cuda.OutOfMemoryError: CUDA\n',
      'torch.cuda.OutOfMemoryError: CUDA',
    ],
    ['one\ntwo\n', 'two'],
    ['\n', null],
  ])('is asked for its reason: %j', (output, reason) => {
    expect(reasonIn(output)).toBe(reason);
  });
});

describe('what the device does', () => {
  it('is what nvidia-smi says meanwhile', async () => {
    const folder = temporaryFolder();
    const lines = '1000, 10\\n[N/A], 90\\n3000, 80\\n';
    fs.writeFileSync(path.join(folder, 'nvidia-smi'), `#!/bin/sh\nprintf '${lines}'\nsleep 60\n`, {
      mode: 0o755,
    });
    const end = watchDevice('0', { PATH: `${folder}:${env['PATH'] ?? ''}` });
    await sleep(500);
    expect(end()).toEqual({ utilisation: 0.8, memory: 3000 * 2 ** 20, samples: 3 });
  });

  it('is not known where there is none', async () => {
    const end = watchDevice('0', { PATH: temporaryFolder() });
    await sleep(50);
    expect(end()).toEqual({ utilisation: null, memory: null, samples: 0 });
    expect(useOf([{ memory: null, utilisation: null }])).toMatchObject({ memory: null });
  });
});

describe('what is compared', () => {
  it('are losses, relative to themselves', () => {
    expect(largestDifference([1, 2.002], [1, 2])).toBeCloseTo(1e-3, 6);
    expect(largestDifference([], [])).toBe(Infinity);
    expect(largestDifference([1], [1, 2])).toBe(Infinity);
    expect(largestDifference([NaN], [1])).toBe(Infinity);
  });

  it('are the bytes of weights, whatever else a checkpoint says', () => {
    const run = (metadata: string, value: number) => {
      const folder = temporaryFolder();
      fs.mkdirSync(path.join(folder, 'checkpoints'));
      const entry = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
      const header = Buffer.from(JSON.stringify({ __metadata__: { m: metadata }, w: entry }));
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(header.length));
      const bytes = Buffer.from(new Float32Array([value]).buffer);
      fs.writeFileSync(
        path.join(folder, 'checkpoints/step-00000001.safetensors'),
        Buffer.concat([length, header, bytes]),
      );
      return lastWeights(folder);
    };
    expect(run('a', 1).bytes.equals(run('longer', 1).bytes)).toBe(true);
    expect(run('a', 1).bytes.equals(run('a', 1.0000001).bytes)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    // A zombie that nobody has asked after is dead, too.
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
