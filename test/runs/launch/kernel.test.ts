import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunProcess } from '../../../src/record/index.ts';
import { createRun, readRun } from '../../../src/store/index.ts';
import { settleRun } from '../../../src/store/tables/index.ts';
import { bundleProgram } from '../../support/bundleProgram.ts';
import { someRequest, temporaryFolder } from '../../support/runFolder.ts';

/** Namespaces and other users need the administrator; where they cannot be had, these are skipped. */
const canUnshare =
  process.platform === 'linux' &&
  spawnSync('unshare', ['--pid', '--mount', '--uts', '--fork', 'true']).status === 0;
const canBeOthers =
  canUnshare && spawnSync('setpriv', ['--reuid=65534', '--clear-groups', 'true']).status === 0;
if (!canBeOthers) console.log('skipped: containers, hidden processes, other users (no rights)');

let writer: string;
let look: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  writer = await bundleProgram('test/support/writer.ts', 'launchWriter');
  look = await bundleProgram('test/support/lookAtRun.ts', 'lookAtRun');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A run that a process behind these words writes, once it does. */
async function running(...words: string[]): Promise<{ folder: string; child: ChildProcess }> {
  const store = temporaryFolder();
  fs.chmodSync(store, 0o755);
  const folder = await createRun(store, someRequest());
  const [program = '', ...args] = [...words, process.execPath, writer, 'run', folder];
  const child = spawn(program, args, { stdio: 'ignore' });
  started.push(child);
  await until(() => readRun(folder).status !== null);
  return { folder, child };
}

async function until(test: () => boolean): Promise<void> {
  const end = performance.now() + 120_000;
  while (!test()) {
    if (performance.now() > end) throw new Error('it did not come to pass');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** How a run stands for a process behind these words. */
function seenFrom(folder: string, ...words: string[]): { life: string; why: string } {
  const [program = '', ...args] = [...words, process.execPath, look, folder];
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as ReturnType<
    typeof seenFrom
  >;
}

function change(folder: string, fields: Partial<RunProcess>): void {
  const file = path.join(folder, 'process.json');
  const before = JSON.parse(fs.readFileSync(file, 'utf8')) as RunProcess;
  fs.writeFileSync(file, JSON.stringify({ ...before, ...fields }));
}

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const sh = (script: string) => ['sh', '-c', `${script}; "$@"`, 'sh'];
const hidingProc = [
  ...['unshare', '--mount'],
  ...sh('mount -t proc -o hidepid=2 proc /proc'),
  ...nobody,
];

it.runIf(process.platform === 'linux')('a process that is not yet collected is dead', async () => {
  const script = '"$@" & exec sleep 60';
  const { folder } = await running('sh', '-c', script, 'sh');
  process.kill(readRun(folder).process?.pid ?? 0, 'SIGKILL');
  await until(() => readRun(folder).life !== 'alive');
  expect(readRun(folder).life).toBe('dead');
});

describe.runIf(canUnshare)('a run in a container', () => {
  it.each([
    ['with the /proc of outside', []],
    ['with a /proc of its own', ['--mount-proc']],
  ])('%s lives, and is dead once that is gone', async (_, options) => {
    const { folder, child } = await running(
      ...['unshare', '--pid', '--fork', '--uts', '--kill-child', ...options],
      ...sh('hostname node-a'),
    );
    expect(readRun(folder).process?.host).toBe('node-a');
    expect(readRun(folder)).toMatchObject({ life: 'alive', isCertain: true });
    await killed(child);
    await until(() => readRun(folder).life !== 'alive');
    expect(readRun(folder)).toMatchObject({ life: 'dead', isCertain: true });
    expect(settleRun(folder).ending?.ending).toBe('crashed');
  });

  it('lives for another container while it gives signs of life, and is unknown afterwards', async () => {
    const { folder, child } = await running('unshare', '--pid', '--fork', '--kill-child');
    const elsewhere = ['unshare', '--pid', '--fork', '--mount-proc'];
    expect(seenFrom(folder, ...elsewhere)).toMatchObject({ life: 'alive', isCertain: false });
    await killed(child);
    // What ran in the container ends after it.
    await until(() => readRun(folder).life === 'dead');
    const status = path.join(folder, 'status.json');
    const last = JSON.parse(fs.readFileSync(status, 'utf8')) as { uptime: number };
    fs.writeFileSync(status, JSON.stringify({ ...last, uptime: last.uptime - 60 }));
    change(folder, { uptime: last.uptime - 70 });
    expect(seenFrom(folder, ...elsewhere)).toMatchObject({ life: 'unknown' });
    expect(readRun(folder).life).toBe('dead');
  });

  it('with a clock of its own is not taken for a later process', async () => {
    const apart = ['unshare', '--time', '--boottime', '100000', '--monotonic', '100000', '--fork'];
    const { folder, child } = await running(...apart, '--kill-child');
    expect(readRun(folder).life).toBe('alive');
    await killed(child);
    await until(() => readRun(folder).life === 'dead');
  });
});

describe.runIf(canBeOthers)('a run of somebody else whose processes are hidden', () => {
  it('runs while it lives, is dead when it is, and is never written to', async () => {
    const { folder, child } = await running('env');
    fs.chmodSync(folder, 0o777);
    expect(seenFrom(folder, ...hidingProc)).toMatchObject({ life: 'alive' });
    await killed(child);
    expect(seenFrom(folder, ...hidingProc)).toMatchObject({ life: 'dead' });
    expect(seenFrom(folder, ...nobody)).toMatchObject({ life: 'dead' });
    expect(fs.existsSync(path.join(folder, 'end.json'))).toBe(false);
  });
});

describe.runIf(process.platform === 'linux')('after the machine was started anew', () => {
  it('a run on a disk of its own is dead', async () => {
    const { folder, child } = await running('env');
    await killed(child);
    change(folder, { bootId: 'aaaaaaaa-0000-4000-8000-000000000000', host: 'another-name' });
    expect(readRun(folder)).toMatchObject({ life: 'dead', isCertain: true });
    change(folder, { disk: 'shared' });
    expect(readRun(folder)).toMatchObject({ life: 'unknown', isCertain: false });
    expect(settleRun(folder).ending).toBeNull();
  });

  it('a run that does not tell its disk is dead if nothing was written since', async () => {
    const { folder, child } = await running('env');
    await killed(child);
    // As it was written before marks told more: boot id and namespace in one field.
    const old = { bootId: 'aaaaaaaa-0000-4000-8000-000000000000 pid:[4026531836]' };
    change(folder, { ...old, disk: null, pidNamespace: undefined, timeNamespace: undefined });
    expect(readRun(folder).life).toBe('unknown');
    for (const name of [...fs.readdirSync(folder), '.'])
      fs.utimesSync(path.join(folder, name), 1e9, 1e9);
    expect(readRun(folder).life).toBe('dead');
  });
});
