import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkpointName, createRun, readRun } from '../../src/store/index.ts';
import { withoutDebugger } from '../../src/system/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { someRequest } from '../support/runFolder.ts';
import { recipe, tinyNetwork } from './train/support.ts';

let engine: string;
let home: string;
beforeAll(async () => {
  engine = await bundleProgram('src/engine/main.ts', 'engine');
  await bundleProgram('src/engine/data/loaderWorker.ts', 'loader');
  home = mkdtempSync(join(tmpdir(), 'loading-'));
  cpSync('media/data/mnist-sample', join(home, 'mnist-sample'), { recursive: true });
});
afterAll(() => rmSync(home, { recursive: true }));

/** A script that blocks the process that has taken a run until this file is there: as loading does, but as long as it takes us. */
const holdUntil = (file: string) => `
  const fs = require('node:fs');
  const { linkSync } = fs;
  fs.linkSync = (from, to) => {
    linkSync(from, to);
    if (!to.endsWith('process.json')) return;
    for (let i = 0; i < 40_000 && !fs.existsSync(${JSON.stringify(file)}); i++)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  };`;

// Loading TensorFlow blocks the process for seconds, and comes before everything else.
it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'])(
  'a run that gets %s while its engine loads has stopped, and can go on',
  async signal => {
    const folder = await createRun(join(home, 'store'), {
      ...someRequest(),
      kind: 'train',
      value: { ...recipe, data: { ...recipe.data, set: 'mnist-sample' } },
      network: { name: 'tiny', value: tinyNetwork({ input: [28, 28, 1], classes: 10 }) },
      engine: { name: 'auto', compiled: true },
      data: { folder: home },
    });
    const [hold, goOn] = [join(home, 'hold.cjs'), join(home, `${signal} was sent`)];
    writeFileSync(hold, holdUntil(goOn));
    const args = [...withoutDebugger, '-r', hold, engine, 'run', folder];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    while (!existsSync(join(folder, 'process.json')))
      await new Promise(resolve => setTimeout(resolve, 5));
    // Whose the run is stands there before the engine has loaded.
    expect(readRun(folder)).toMatchObject({ life: 'alive', process: { engine: '' } });
    child.kill(signal as NodeJS.Signals);
    writeFileSync(goOn, '');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const { ending, process: owner } = readRun(folder);
    expect(ending).toMatchObject({ ending: 'stopped', step: 0 });
    expect(owner?.engine).not.toBe('');
    expect(existsSync(join(folder, 'checkpoints', checkpointName(0)))).toBe(true);
  },
);
