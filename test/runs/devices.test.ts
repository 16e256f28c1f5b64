import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  deviceLockFolder,
  enqueue,
  heldLocks,
  isDrained,
  takeDevice,
  takeDevices,
} from '../../src/runs/queue/index.ts';
import { createRun, readRun } from '../../src/store/index.ts';
import { parseGpus, type Gpus } from '../../src/system/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const listing = `GPU 0: H200 (UUID: GPU-aa)\nGPU 1: H200 (UUID: GPU-bb)\n`;
const gpus: Gpus = { listed: parseGpus(listing), isThere: true };

let cliScript: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  cliScript = await bundleProgram('src/cli/main.ts', 'devices/cli');
  await bundleProgram('test/fixtures/fakeEngine.ts', 'devices/engine');
});
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => {
  vi.unstubAllEnvs();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('devices', () => {
  const cache = () => ({ RESIDUAL_LAB_CACHE: process.env['RESIDUAL_LAB_CACHE'] });
  const turn = (visible?: string) =>
    takeDevice(
      { ...cache(), ...(visible === undefined ? {} : { CUDA_VISIBLE_DEVICES: visible }) },
      gpus,
    );

  it.each([
    ['0', '0,1'],
    ['1', '0,1'],
    ['0,1', '1,0'],
    ['1', 'GPU-bb'],
    [undefined, '0'],
    ['', '-1'],
  ])('%j and %j exclude each other', (first, second) => {
    const held = turn(first);
    held.lock?.describe('/store/runs/of-first', process.pid);
    expect(turn(second)).toEqual({ lock: null, holder: { run: 'of-first' } });
    held.lock?.release();
    expect(turn(second).lock).not.toBeNull();
  });

  it.each([
    ['0', '1'],
    [undefined, '1'],
    ['0,1', '-1'],
    ['GPU-aa', '1'],
  ])('%j and %j do not', (first, second) => {
    expect(turn(first).lock).not.toBeNull();
    expect(turn(second).lock).not.toBeNull();
  });

  it('who does not get all of them keeps none', () => {
    const [one, both] = [turn('1'), turn('0,1')];
    expect(both.lock).toBeNull();
    expect(turn('0').lock).not.toBeNull();
    expect(one.lock).not.toBeNull();
  });

  it('have as many places as are asked for, each device its own', () => {
    const folder = deviceLockFolder(cache());
    const one = takeDevices(folder, ['0'], 2);
    const two = takeDevices(folder, ['1', '0'], 2);
    expect([one === null, two === null]).toEqual([false, false]);
    expect(takeDevices(folder, ['0'], 2)).toBeNull();
    two?.release();
    expect(takeDevices(folder, ['0', '1'], 2)).not.toBeNull();
  });
});

describe('two processes', () => {
  it('that name devices differently never compute on one at the same time', async () => {
    // nvidia-smi as the driver brings it, for a machine with two GPUs.
    const tools = temporaryFolder();
    const smi = path.join(tools, 'nvidia-smi');
    fs.writeFileSync(smi, `#!/bin/sh\nprintf '${listing.replaceAll('\n', '\\n')}'\n`, {
      mode: 0o755,
    });
    const env = { PATH: `${tools}${path.delimiter}${process.env['PATH'] ?? ''}` };
    const [both, second] = [await storeWith(['a', 'b', 'c']), await storeWith(['d', 'e', 'f'])];
    const drainers = [
      drain(both.store, ['--device', '0,1'], env),
      drain(second.store, ['--device', 'GPU-bb'], env),
    ];
    await Promise.all(drainers.map(drainer => once(drainer, 'exit')));
    const spans = [...both.folders, ...second.folders].map(span).sort(([a], [b]) => a - b);
    expect(spans.flat().every(time => time > 0)).toBe(true);
    for (const [i, [begin]] of spans.entries())
      expect(begin).toBeGreaterThanOrEqual(spans[i - 1]?.[1] ?? 0);
  });

  it('each with a device of its own do not wait', async () => {
    const held = takeDevices(deviceLockFolder(process.env), ['0'], 1);
    const [zero, one] = [await storeWith(['a']), await storeWith(['b'])];
    const waiting = drain(zero.store, ['--device', '0']);
    const free = drain(one.store, ['--device', '1']);
    await once(free, 'exit');
    await until(() => isDrained(zero.store));
    await sleep(700);
    expect(zero.folders.map(folder => readRun(folder).life)).toEqual(['waiting']);
    expect(one.folders.map(folder => readRun(folder).ending?.ending)).toEqual(['finished']);
    held?.release();
    await once(waiting, 'exit');
    expect(zero.folders.map(folder => readRun(folder).ending?.ending)).toEqual(['finished']);
  });

  it('that want many devices in every order all get their turn', async () => {
    const drained = await Promise.all(
      ['0,1,2', '2,1', '1,0', '2,0'].map(async devices => {
        const { store, folders } = await storeWith(['a', 'b']);
        await once(drain(store, ['--device', devices]), 'exit');
        return folders.map(folder => readRun(folder).ending?.ending);
      }),
    );
    expect(drained.flat()).toEqual(Array(8).fill('finished'));
    expect(heldLocks(deviceLockFolder(process.env)).size).toBe(0);
  });

  it('a queue whose environment names a device waits for that one only', async () => {
    const held = takeDevices(deviceLockFolder(process.env), ['0', 'cpu'], 1);
    const { store, folders } = await storeWith(['a']);
    await once(drain(store, [], { CUDA_VISIBLE_DEVICES: '1' }), 'exit');
    expect(folders.map(folder => readRun(folder).ending?.ending)).toEqual(['finished']);
    held?.release();
  });
});

async function storeWith(cells: readonly string[]) {
  const store = path.join(temporaryFolder(), '.residual-lab');
  const folders: string[] = [];
  for (const name of cells) {
    const folder = await createRun(store, someRequest({ cell: { name, text: '', digest: name } }));
    enqueue(store, [{ run: path.basename(folder), after: [] }]);
    folders.push(folder);
  }
  return { store, folders };
}

function drain(store: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const words = [cliScript, 'queue', 'drain', '--runs', store, ...args];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  return child;
}

/** From when to when a process had the run. */
function span(folder: string): [number, number] {
  const { process: owner, ending } = readRun(folder);
  return [Date.parse(owner?.started ?? ''), Date.parse(ending?.time ?? '')];
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}
