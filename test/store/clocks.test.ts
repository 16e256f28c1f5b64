import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRun, listRuns, readRun } from '../../src/store/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the time of day is asked for: it is shown or recorded there, or compared with that of files. */
const shown = [
  'src/base/format.ts',
  'src/cli/commands/queue/drain.ts',
  'src/dataset/identity/fingerprint.ts',
  'src/engine/train/events.ts',
  'src/host/data/lists/queuePlaces.ts',
  'src/host/viewer/tree/rows.ts',
  'src/store/describeProcess.ts',
  'src/store/order.ts',
  'src/store/tables/claimRun.ts',
  'src/store/writeEnding.ts',
  'src/system/folders.ts',
];

describe('the time of day', () => {
  it('is asked for only where it is shown or recorded; order and waiting go by performance.now()', () => {
    const asking = ['src', 'webview'].flatMap(sources).filter(file => {
      const text = fs.readFileSync(path.join(root, file), 'utf8');
      return /\bDate\.now\b|new Date\(\)|\bDate\(\)/.test(text);
    });
    expect(asking.sort()).toEqual(shown);
  });

  it('may be set back: a run is still newer than all that the store has', async () => {
    const store = temporaryFolder();
    const first = await createRun(store, someRequest());
    const file = path.join(first, 'run.json');
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    const request = JSON.parse(fs.readFileSync(file, 'utf8')) as { id: string };
    const id = `${ahead.replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}-base-ffff`;
    fs.writeFileSync(file, JSON.stringify({ ...request, id, created: ahead }));
    fs.renameSync(first, path.join(store, 'runs', id));
    const later = [];
    for (const name of ['b', 'a'])
      later.push(await createRun(store, someRequest({ cell: { name, text: '', digest: '' } })));
    const { runs } = await listRuns(store);
    expect(runs.map(run => run.id)).toEqual([id, ...later.map(folder => path.basename(folder))]);
  });
});

const folder =
  process.platform === 'linux' ? fs.mkdtempSync(path.join(os.tmpdir(), 'residual-lab-clock-')) : '';
const shim = path.join(folder, 'clock.so');
const isBuilt =
  folder !== '' &&
  spawnSync('cc', [
    ...['-shared', '-fPIC', '-o', shim, path.join(root, 'test/support/clockShim.c'), '-ldl'],
  ]).status === 0;
if (!isBuilt) console.log('skipped: a clock that is set back (no compiler, or not Linux)');

it.runIf(isBuilt)('a run whose clock is set back by an hour stops at once when asked', async () => {
  const writer = await bundleProgram('test/support/writer.ts', 'clockWriter');
  const run = await createRun(temporaryFolder(), someRequest());
  const jump = path.join(folder, 'jump');
  const env = { ...process.env, LD_PRELOAD: shim, SHIM_FILE: jump, SHIM_BACK: '3600' };
  const child = spawn(process.execPath, [writer, 'run', run], { env });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  // A clock of the day that is waited for would be waited for an hour.
  const until = async (test: () => boolean) => {
    const end = performance.now() + 60_000;
    while (!test() && performance.now() < end) await new Promise(r => setTimeout(r, 20));
    expect(test()).toBe(true);
  };
  try {
    await until(() => readRun(run).status !== null);
    fs.writeFileSync(jump, '');
    const times = () =>
      printed
        .split('\n')
        .slice(0, -1)
        .map(line => Number(line.split(' ')[1]));
    await until(() => times().some((time, i, all) => time < (all[i - 1] ?? 0) - 3_000_000));
    expect(readRun(run).life).toBe('alive');
    fs.writeFileSync(path.join(run, 'stop'), '');
    await until(() => readRun(run).life === 'ended');
    expect(readRun(run).ending?.ending).toBe('stopped');
  } finally {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true });
  }
});

function sources(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => path.join(folder, name).replaceAll('\\', '/'));
}
