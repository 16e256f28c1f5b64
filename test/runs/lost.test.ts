import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { declareLost, resumeRequest } from '../../src/runs/index.ts';
import { createRun, describeProcess, readRun, writeEnding } from '../../src/store/index.ts';
import { claimRun } from '../../src/store/tables/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { clockSchema } from '../support/clockSchema.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };
const status = {
  state: 'running',
  phase: 'training',
  step: 1,
  steps: 0,
  epoch: 0,
  epochs: 0,
  secondsElapsed: 0,
  secondsLeft: null,
  metrics: {},
} as const;

let writer: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  writer = await bundleProgram('test/support/writer.ts', 'lostWriter');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A run that goes on, and that looks as if it did on another machine. */
async function elsewhere(): Promise<{ folder: string; child: ChildProcess }> {
  const folder = await createRun(temporaryFolder(), someRequest());
  const child = spawn(process.execPath, [writer, 'run', folder], { stdio: 'ignore' });
  started.push(child);
  while (readRun(folder).status === null) await new Promise(r => setTimeout(r, 20));
  const file = path.join(folder, 'process.json');
  const mark = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
  fs.writeFileSync(file, JSON.stringify({ ...mark, bootId: 'another', disk: 'shared' }));
  return { folder, child };
}

it('a run of which nobody can know is lost only at its user’s word', async () => {
  const { folder, child } = await elsewhere();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readRun(folder).life).toBe('unknown');
  expect(() => resumeRequest(readRun(folder))).toThrow(/not known here.*--lost/);
  const lost = await declareLost(folder, 1000);
  expect(lost.ending).toMatchObject({ ending: 'crashed' });
  expect(lost.ending?.ending === 'crashed' && lost.ending.message).toContain('said to be lost');
  expect(() => resumeRequest(lost)).toThrow(/no checkpoint/);
});

it('a run that writes while it is looked at is not lost', async () => {
  const folder = await createRun(temporaryFolder(), someRequest());
  const mark = { ...describeProcess(engine, folder), bootId: 'another', disk: 'shared' as const };
  const writer = claimRun(folder, mark);
  writer.status(status);
  writer.flush();
  const looking = expect(declareLost(folder, 100)).rejects.toMatchObject({ code: 'run.alive' });
  // It looks now, and again after that.
  writer.append(clockSchema, [{ step: 2, time: 2 }]);
  writer.status({ ...status, step: 2 });
  writer.flush();
  await looking;
  expect(readRun(folder).ending).toBeNull();
  writer.close();
});

it('a run whose process runs here is not lost', async () => {
  const folder = await createRun(temporaryFolder(), someRequest());
  const child = spawn(process.execPath, [writer, 'run', folder], { stdio: 'ignore' });
  started.push(child);
  while (readRun(folder).life !== 'alive') await new Promise(r => setTimeout(r, 20));
  await expect(declareLost(folder, 0)).rejects.toThrow(/is not lost: its process runs/);
});

it('an engine whose run was ended by others stops by itself', async () => {
  const { folder, child } = await elsewhere();
  writeEnding(folder, { ending: 'stopped', step: 0 });
  await once(child, 'exit');
  expect(readRun(folder).ending).toMatchObject({ ending: 'stopped', step: 0 });
});
