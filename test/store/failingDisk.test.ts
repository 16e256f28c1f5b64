import fs from 'node:fs';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/index.ts';
import { toRows } from '../../src/record/tables/index.ts';
import { createRun, describeProcess, readRun } from '../../src/store/index.ts';
import { claimRun, openTable, patiently, tidyRun } from '../../src/store/tables/index.ts';
import { clockSchema, textSchema } from '../support/clockSchema.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';
import { type FileSystem } from '../../src/system/index.ts';

const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };
const status = {
  state: 'running',
  phase: 'training',
  steps: 12,
  epoch: 0,
  epochs: 1,
  secondsElapsed: 0,
  secondsLeft: null,
  metrics: {},
} as const;
const steps = 6;
const codes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'ENOMEM', 'EMFILE'];
const calls = ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'linkSync'] as const;

/**
 * A disk that refuses calls (but for making a file shorter, which needs nothing): those whose number `fails` accepts, counted from 1. A refused write takes
 * a part first.
 */
function failingDisk(code: string, fails: (call: number) => boolean) {
  let count = 0;
  const files = { ...fs } as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of calls) {
    const real = fs[name] as (...args: unknown[]) => unknown;
    files[name] = (...args) => {
      if (!fails(++count)) return real(...args);
      const [fd, bytes, offset, length, position] = args as [
        number,
        Uint8Array,
        number,
        number,
        number,
      ];
      if (name === 'writeSync' && length > 4)
        fs.writeSync(fd, bytes, offset, length >> 1, position);
      throw Object.assign(new Error(`${code}: from a test`), { code });
    };
  }
  return { files: files as unknown as FileSystem, count: () => count };
}

/** A run as an engine writes it, which means to have finished. Null: it could not be taken. */
function writeRun(folder: string, files: FileSystem): void {
  const writer = claimRun(folder, describeProcess(engine, folder), { files });
  try {
    for (let step = 1; step <= steps; step++) {
      writer.append(clockSchema, [{ step, time: step }]);
      writer.append(textSchema, [{ step, text: 'x'.repeat(step) }]);
      writer.status({ ...status, step });
      writer.log(`${step}\n`);
      quietly(() => writer.flush());
    }
    writer.end({ ending: 'finished' });
  } finally {
    writer.close();
  }
}

function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

const wholeSteps = Array.from({ length: steps }, (_, i) => i + 1);
const stepsOf = (folder: string, table: string) =>
  toRows(openTable(folder, table).read()).map(row => row['step']);

function expectHonest(folder: string, what: string): void {
  const { ending, problems } = readRun(folder);
  expect(problems, what).toEqual([]);
  for (const table of ['clock', 'text']) {
    const kept = stepsOf(folder, table);
    if (ending?.ending === 'finished') expect(kept, what).toEqual(wholeSteps);
    expect(kept, what).toEqual(wholeSteps.slice(0, kept.length));
    const file = path.join(folder, `${table}.arrows`);
    if (fs.existsSync(file)) tableFromIPC(fs.readFileSync(file));
  }
  expect(
    fs.readdirSync(folder).filter(name => name.startsWith('.')),
    what,
  ).toEqual([]);
}

describe.each(codes)('a disk that answers %s', code => {
  // Every call with the commonest error, a part of them with the others.
  const stride = code === 'ENOSPC' ? 1 : 5;

  it('once, at any call: the run has all its rows or has not finished', async () => {
    const { files, count } = failingDisk(code, () => false);
    writeRun(await createRun(temporaryFolder(), someRequest()), files);
    expect(count()).toBeGreaterThan(40);
    const endings: (string | undefined)[] = [];
    for (let call = 1; call <= count(); call += stride) {
      const folder = await createRun(temporaryFolder(), someRequest());
      const what = `${code} at call ${call}`;
      quietly(() => writeRun(folder, failingDisk(code, n => n === call).files));
      expectHonest(folder, what);
      endings.push(readRun(folder).ending?.ending);
    }
    // Nearly every failure that passes is made good.
    expect(endings.filter(e => e === 'finished').length).toBeGreaterThan(0.8 * endings.length);
  });

  it('from some call on: the run has not finished', async () => {
    const { files, count } = failingDisk(code, () => false);
    writeRun(await createRun(temporaryFolder(), someRequest()), files);
    for (let call = 1; call < count() - 8; call += 2 * stride + 1) {
      const folder = await createRun(temporaryFolder(), someRequest());
      const what = `${code} from call ${call} on`;
      quietly(() => writeRun(folder, failingDisk(code, n => n >= call).files));
      expectHonest(folder, what);
      expect(readRun(folder).ending?.ending, what).not.toBe('finished');
    }
  });
});

/** A disk that takes nothing new in while `full` is set, as a full one: what is there can be overwritten. */
function fillingDisk() {
  const disk = {
    full: false,
    files: {
      ...fs,
      writeSync: (
        fd: number,
        bytes: Uint8Array,
        offset: number,
        length: number,
        at: number | null,
      ) => {
        if (disk.full && (at ?? Infinity) + length > fs.fstatSync(fd).size)
          throw Object.assign(new Error('ENOSPC: from a test'), { code: 'ENOSPC' });
        return fs.writeSync(fd, bytes, offset, length, at);
      },
    } as unknown as FileSystem,
  };
  return disk;
}

describe('a disk that is full', () => {
  it('ends a run that has come to its end as failed, with what is lost', async () => {
    const folder = await createRun(temporaryFolder(), someRequest());
    const disk = fillingDisk();
    const writer = claimRun(folder, describeProcess(engine, folder), { files: disk.files });
    writer.append(clockSchema, [{ step: 1, time: 1 }]);
    writer.flush();
    disk.full = true;
    writer.append(
      clockSchema,
      [2, 3].map(step => ({ step, time: step })),
    );
    writer.status({ ...status, step: 3 });
    writer.end({ ending: 'finished' });
    writer.close();
    expect(readRun(folder).ending).toMatchObject({
      ending: 'failed',
      code: 'run.diskFull',
      step: 3,
    });
    const { message } = readRun(folder).ending as { message: string };
    expect(message).toMatch(/disk is full.*Lost: 2 of 3 rows of clock\. .*resume it/);
  });

  it('is told of in the status while it is, and not afterwards', async () => {
    const folder = await createRun(temporaryFolder(), someRequest());
    const disk = fillingDisk();
    const writer = claimRun(folder, describeProcess(engine, folder), { files: disk.files });
    writer.append(clockSchema, [{ step: 1, time: 1 }]);
    writer.status({ ...status, step: 1 });
    writer.flush();
    expect(readRun(folder).status).toMatchObject({ step: 1, problem: null });
    disk.full = true;
    // The room that a real disk gives back for the next status is not imitated.
    writer.status({ ...status, step: 2 });
    writer.append(clockSchema, [{ step: 2, time: 2 }]);
    expect(() => writer.flush()).toThrow(/disk is full/);
    expect(readRun(folder).status).toMatchObject({ step: 2 });
    expect(readRun(folder).status?.problem).toMatch(/disk is full.*kept and tried again/);
    disk.full = false;
    writer.flush();
    expect(readRun(folder).status).toMatchObject({ step: 2, problem: null });
    writer.close();
    expect(fs.readdirSync(folder).filter(name => name.startsWith('.'))).toEqual([]);
  });

  it('is waited for at the end, and nothing is lost when it gets room', async () => {
    const folder = await createRun(temporaryFolder(), someRequest());
    const disk = fillingDisk();
    const writer = claimRun(folder, describeProcess(engine, folder), { files: disk.files });
    disk.full = true;
    writer.append(clockSchema, [{ step: 1, time: 1 }]);
    setTimeout(() => (disk.full = false), 300);
    await patiently(() => writer.complete());
    writer.end({ ending: 'finished' });
    writer.close();
    expect(readRun(folder).ending?.ending).toBe('finished');
    expect(stepsOf(folder, 'clock')).toEqual([1]);
  });

  it('is waited for no longer than a while, nor when somebody asks to stop', async () => {
    const cause = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const action = () => {
      throw new UserError('run.diskFull', 'full', { cause });
    };
    await expect(patiently(action, { waitMs: () => 300 })).rejects.toThrow('full');
    await expect(patiently(action, { giveUp: () => true })).rejects.toThrow('full');
  });
});

it('nothing temporary is left of a process that was killed', async () => {
  const folder = await createRun(temporaryFolder(), someRequest());
  const writer = claimRun(folder, describeProcess(engine, folder));
  writer.append(clockSchema, [{ step: 1, time: 1 }]);
  writer.flush();
  const hidden = () => fs.readdirSync(folder).filter(name => name.startsWith('.'));
  // What it holds while it lives: room for its ending and for its next status.
  expect(hidden()).toHaveLength(2);
  tidyRun(folder);
  expect(hidden()).toEqual([]);
  writer.close();
});

it('a run that cannot be made leaves nothing', async () => {
  const store = temporaryFolder();
  const request = { ...someRequest(), value: { toJSON: () => fail('EIO') } };
  await expect(createRun(store, request)).rejects.toThrow(/reports an error/);
  expect(fs.readdirSync(path.join(store, 'runs'))).toEqual([]);
});

function fail(code: string): never {
  throw Object.assign(new Error(`${code}: from a test`), { code });
}
