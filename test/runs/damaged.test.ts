import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { resumeRemark, resumeRequest, stopRun } from '../../src/runs/index.ts';
import { enqueue } from '../../src/runs/queue/index.ts';
import { createRun, readRun } from '../../src/store/index.ts';
import { settleRun } from '../../src/store/tables/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { fromRun, someRequest, temporaryFolder } from '../support/runFolder.ts';

// What this user queued is remembered there.
beforeEach(() => void vi.stubEnv('RESIDUAL_LAB_CACHE', temporaryFolder()));
afterEach(() => void vi.unstubAllEnvs());

let writer: string;
let maker: string;

beforeAll(async () => {
  writer = await bundleProgram('test/support/writer.ts', 'damagedWriter');
  maker = await bundleProgram('test/support/makeRun.ts', 'makeRun');
});

/** A checkpoint of one tensor: whole, or the first bytes of it. */
function checkpoint(folder: string, step: number, bytes = Infinity): void {
  const header = Buffer.from('{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const whole = Buffer.concat([length, header, Buffer.alloc(16)]);
  const name = `step-${String(step).padStart(8, '0')}.safetensors`;
  fs.writeFileSync(path.join(folder, 'checkpoints', name), whole.subarray(0, bytes));
}

/** A run that was killed, with a checkpoint, by a process that nobody follows. */
async function killedRun(): Promise<string> {
  const folder = await createRun(temporaryFolder(), someRequest());
  const child = spawn(process.execPath, [writer, 'run', folder], { stdio: 'ignore' });
  while (readRun(folder).status === null) await new Promise(r => setTimeout(r, 20));
  child.kill('SIGKILL');
  await once(child, 'exit');
  // As its maker would have: who started the engine, and is gone too.
  const mark = JSON.parse(fs.readFileSync(path.join(folder, 'process.json'), 'utf8')) as object;
  fs.writeFileSync(path.join(folder, 'launch.json'), JSON.stringify(mark));
  fs.writeFileSync(path.join(folder, 'log.txt'), 'what the engine printed\n'.repeat(9));
  checkpoint(folder, 100);
  return folder;
}

describe('a killed run', () => {
  const damages: [string, (file: string) => void][] = [
    ['is empty', file => fs.writeFileSync(file, '')],
    ['is full of zeros', file => fs.writeFileSync(file, Buffer.alloc(600))],
    ['is cut', file => fs.truncateSync(file, 20)],
    ['is a folder', file => (fs.rmSync(file), fs.mkdirSync(file))],
  ];
  const files = ['process.json', 'status.json', 'launch.json', 'log.txt', 'clock.arrows'];
  const cases = files.flatMap(file => damages.map(([how, damage]) => [file, how, damage] as const));

  it.runIf(process.platform === 'linux').each(cases)(
    'whose %s %s can be resumed, and settled',
    async (file, _, damage) => {
      const folder = await killedRun();
      damage(path.join(folder, file));
      const run = readRun(folder);
      expect(run).toMatchObject({ life: 'dead', isCertain: true });
      expect(resumeRequest(run).parents[0]?.step).toBe(100);
      expect(settleRun(folder).ending?.ending).toBe('crashed');
      expect((await stopRun(folder)).life).toBe('ended');
    },
  );

  it('whose end.json is damaged gets another', async () => {
    const folder = await killedRun();
    fs.writeFileSync(path.join(folder, 'end.json'), '');
    expect(resumeRequest(readRun(folder)).parents[0]?.step).toBe(100);
    expect(settleRun(folder).ending?.ending).toBe('crashed');
    expect(fs.existsSync(path.join(folder, 'end.json.damaged'))).toBe(true);
  });

  it('whose last checkpoints are torn goes on from the one before, and says so', async () => {
    const folder = await killedRun();
    checkpoint(folder, 200, 30);
    checkpoint(folder, 300, 0);
    fs.writeFileSync(
      path.join(folder, 'checkpoints', 'step-00000400.safetensors'),
      Buffer.alloc(99),
    );
    const run = settleRun(folder);
    expect(resumeRequest(run).parents[0]?.step).toBe(100);
    expect(resumeRemark(run)).toMatch(/step 200, 300, 400 cannot be read.*from step 100/);
    checkpoint(folder, 400);
    expect(resumeRemark(run)).toBeNull();
  });

  it('that has lost its checkpoints goes on from its parent’s', async () => {
    const grandparent = await killedRun();
    const store = path.dirname(path.dirname(grandparent));
    const resumedFrom = async (folder: string, step: number) =>
      createRun(store, someRequest(fromRun(path.basename(folder), step)));
    const parent = await resumedFrom(grandparent, 100);
    const run = await resumedFrom(parent, 300);
    expect(resumeRequest({ ...readRun(run), life: 'dead' })).toMatchObject(
      fromRun(path.basename(grandparent), 100),
    );
  });
});

describe('a run that no process has taken', () => {
  const made = async () => {
    const store = temporaryFolder();
    const child = spawn(process.execPath, [maker, store], { stdio: ['ignore', 'pipe', 'inherit'] });
    let folder = '';
    child.stdout.on('data', (text: Buffer) => (folder += text.toString()));
    await once(child, 'close');
    return { store, folder };
  };

  it('waits while its maker lives', async () => {
    const folder = await createRun(temporaryFolder(), someRequest());
    expect(readRun(folder).life).toBe('waiting');
  });

  it('waits while it is in the queue, and else is dead with its maker', async () => {
    const { store, folder } = await made();
    expect(readRun(folder)).toMatchObject({ life: 'dead', isCertain: true });
    enqueue(store, [{ run: path.basename(folder), after: [] }]);
    expect(readRun(folder).life).toBe('waiting');
    expect((await stopRun(folder)).ending?.ending).toBe('stopped');
  });

  it('waits while its engine starts', async () => {
    const { folder } = await made();
    // A process with the command line of an engine that has not come to take it.
    const idle = `setTimeout(() => {}, 60_000) // run ${folder}`;
    const engine = spawn(process.execPath, ['-e', idle], { stdio: 'ignore' });
    await once(engine, 'spawn');
    const look = () => readRun(folder).life;
    while (process.platform === 'linux' && look() !== 'waiting')
      await new Promise(r => setTimeout(r, 50));
    engine.kill('SIGKILL');
    await once(engine, 'exit');
    while (look() !== 'dead') await new Promise(r => setTimeout(r, 50));
  });
});
