import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const guard = path.join(import.meta.dirname, '../vscode/guard.mjs');

/** A script that starts a guarded program and its child, prints their ids, and waits. */
const parent = `
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, [${JSON.stringify(guard)}, 'sh', '-c', 'sleep 600 & echo $$ $!; wait'],
  { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
setInterval(() => undefined, 1000);
`;

const isAlive = (pid: number) => spawnSync('kill', ['-0', String(pid)]).status === 0;

it.skipIf(process.platform === 'win32').each(['SIGKILL', 'SIGTERM', 'SIGHUP'] as const)(
  'a guarded program and its children end when whoever started it ends by %s',
  async signal => {
    const starter = spawn(process.execPath, ['-e', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pids = await new Promise<number[]>(resolve => {
      starter.stdout.once('data', (text: Buffer) =>
        resolve(String(text).trim().split(' ').map(Number)),
      );
    });
    expect(pids.map(isAlive)).toEqual([true, true]);
    starter.kill(signal);
    const until = performance.now() + 120_000;
    while (pids.some(isAlive) && performance.now() < until)
      await new Promise(r => setTimeout(r, 50));
    expect(pids.map(isAlive)).toEqual([false, false]);
  },
);
