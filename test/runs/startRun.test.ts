import { once } from 'node:events';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeEnding } from '../../src/record/index.ts';
import { startRun, stopRun, type StartedRun } from '../../src/runs/index.ts';
import { createRun, describeProcess, readRun } from '../../src/store/index.ts';
import { identify, stopSignals } from '../../src/system/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

let engineScript: string;
const started: StartedRun[] = [];

beforeAll(async () => {
  engineScript = await bundleProgram('test/support/writer.ts', 'writer');
});
afterEach(() => {
  for (const { pid } of started.splice(0)) if (identify(pid) !== null) process.kill(pid, 'SIGKILL');
});

async function start(mode = '', node?: string): Promise<StartedRun> {
  const env = { WRITER_MODE: mode };
  const run = await startRun({
    request: someRequest(),
    store: temporaryFolder(),
    engineScript,
    env,
    node,
  });
  started.push(run);
  return run;
}

async function untilAlive({ folder }: StartedRun): Promise<void> {
  while (readRun(folder).life !== 'alive' || readRun(folder).status === null)
    await new Promise(resolve => setTimeout(resolve, 20));
}

describe('a started run', () => {
  it('runs as a process of its own and ends when asked to', async () => {
    const run = await start();
    await untilAlive(run);
    expect(readRun(run.folder).process?.pid).toBe(run.pid);
    await stopRun(run.folder);
    const { ending } = await run.exited;
    expect(ending?.ending).toBe('stopped');
    const again = await stopRun(run.folder, { kill: true });
    expect(again.ending).toEqual(ending);
  });

  it('that dies at its start gets an ending with exit code, guess and last words', async () => {
    const run = await start('die');
    const { ending, life } = await run.exited;
    expect(life).toBe('ended');
    expect(ending).toMatchObject({
      ending: 'crashed',
      exitCode: 3,
      signal: null,
      outOfMemory: true,
    });
    expect(ending?.ending === 'crashed' && ending.message).toContain('std::bad_alloc');
    expect(ending && describeEnding(ending)).toMatch(
      /^crashed, probably out of memory: [^\n]*exited with code 3/,
    );
  });

  it('that is killed gets an ending with the signal, and tables that end', async () => {
    const run = await start();
    await untilAlive(run);
    process.kill(run.pid, 'SIGSEGV');
    const { ending } = await run.exited;
    expect(ending).toMatchObject({ ending: 'crashed', signal: 'SIGSEGV', outOfMemory: false });
    const bytes = fs.readFileSync(path.join(run.folder, 'clock.arrows'));
    expect([...bytes.subarray(-8)]).toEqual([255, 255, 255, 255, 0, 0, 0, 0]);
  });

  it('that was asked to stop before it could hear it has stopped', async () => {
    for (const signal of stopSignals) {
      // Before Node listens for SIGUSR1 the signal ends the process; from then on Node keeps it.
      for (const afterMs of [0, 20, 400]) {
        const run = await start('asleep');
        await new Promise(resolve => setTimeout(resolve, afterMs));
        process.kill(run.pid, signal);
        expect((await run.exited).ending).toMatchObject({ ending: 'stopped', step: 0 });
      }
    }
    const killed = await start('asleep');
    process.kill(killed.pid, 'SIGKILL');
    expect((await killed.exited).ending).toMatchObject({ ending: 'crashed', signal: 'SIGKILL' });
  });

  it('that died of an abort tells what it was at, and the top of its stack', async () => {
    const run = await start('abort');
    const { ending } = await run.exited;
    expect(ending).toMatchObject({ ending: 'crashed', signal: 'SIGABRT' });
    const message = ending?.ending === 'crashed' ? ending.message : '';
    expect(message).toMatch(/killed by SIGABRT and left no ending \(testing, step 7 of 9\)/);
    expect(message).toContain(
      'free(): invalid pointer\nAborted (SIGABRT). Native stack:\nframe 0\n',
    );
    expect(message).not.toContain('frame 30');
  });

  it('that nothing can start is refused', async () => {
    const store = temporaryFolder();
    const node = path.join(store, 'no-node');
    const starting = startRun({ request: someRequest(), store, engineScript, node });
    await expect(starting).rejects.toMatchObject({ code: 'run.noNode' });
    const [id = ''] = fs.readdirSync(path.join(store, 'runs'));
    expect(readRun(path.join(store, 'runs', id)).ending?.ending).toBe('refused');
  });
});

describe('killing a run', () => {
  it('that hears nothing climbs the ladder and settles it', async () => {
    const run = await start('deaf');
    await untilAlive(run);
    // No patience with a request to end; being killed takes the system as long as it takes.
    const stopped = await stopRun(run.folder, { kill: true, patienceMs: 1 });
    expect(stopped.life).toBe('ended');
    expect(stopped.ending?.ending).toBe('crashed');
    expect(identify(run.pid)).toBeNull();
  });

  const sleeping = ['-e', 'setTimeout(() => {}, 60000)'];
  it.each([
    ['its pid belongs to a process that began at another time', { startTime: '12345' }, ''],
    ['its command line does not name the run', {}, ''],
    ['its command line ends with a run whose name begins like it', {}, 'FOLDER-2'],
    ['its command line names the run, and then something else', {}, 'FOLDER/log.txt'],
  ])('signals nobody where %s', async (_, fields, last) => {
    const folder = await createRun(temporaryFolder(), someRequest());
    fs.mkdirSync(`${folder}-2`);
    const args = [...sleeping, 'run', last.replace('FOLDER', folder)];
    const bystander = spawn(process.execPath, args);
    await once(bystander, 'spawn');
    const startTime = claimFor(folder, bystander.pid ?? 0, fields);
    await stopRun(folder, { kill: true, patienceMs: 100 }).catch(() => undefined);
    expect(identify(bystander.pid ?? 0)?.startTime).toBe(startTime);
    bystander.kill('SIGKILL');
  });

  it('signals nobody for a folder that has not the name of a run, whatever it is called', async () => {
    const folder = path.join(temporaryFolder(), 'runs', 'node');
    const made = await createRun(path.dirname(path.dirname(folder)), someRequest());
    fs.renameSync(made, folder);
    const bystander = spawn(process.execPath, [...sleeping, 'run', folder]);
    await once(bystander, 'spawn');
    const startTime = claimFor(folder, bystander.pid ?? 0);
    await stopRun(folder, { kill: true, patienceMs: 100 }).catch(() => undefined);
    expect(identify(bystander.pid ?? 0)?.startTime).toBe(startTime);
    bystander.kill('SIGKILL');
  });

  /** Makes a process.json that says that this process has the run; returns when it began. */
  function claimFor(folder: string, pid: number, fields = {}): string {
    const startTime = identify(pid)?.startTime ?? '';
    const engine = { engine: 'cpu', engineVersion: '', device: '', reason: '', settings: {} };
    const owner = { ...describeProcess(engine, folder), pid, startTime, ...fields };
    fs.writeFileSync(path.join(folder, 'process.json'), JSON.stringify(owner));
    return startTime;
  }

  it('that cannot be reached from here is asked for, and said to be only asked', async () => {
    const run = await start();
    await untilAlive(run);
    const file = path.join(run.folder, 'process.json');
    const owner = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
    const elsewhere = { ...owner, host: 'node17', bootId: 'another', disk: 'shared' };
    fs.writeFileSync(file, JSON.stringify(elsewhere));
    // It hears that it was asked only after we have heard that it cannot be reached.
    process.kill(run.pid, 'SIGSTOP');
    await expect(stopRun(run.folder, { kill: true })).rejects.toThrow(
      /on node17.*cannot be ended from here.*asked to stop.*--lost/,
    );
    process.kill(run.pid, 'SIGCONT');
    expect((await run.exited).ending?.ending).toBe('stopped');
  });
});
