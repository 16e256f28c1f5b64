import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { UserError } from '../../src/base/index.ts';
import { claimRun, openTable } from '../../src/store/tables/index.ts';
import { createRun, describeProcess, readRun, writeEnding } from '../../src/store/index.ts';
import { describeEnding } from '../../src/record/index.ts';
import { toRows } from '../../src/record/tables/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { clockSchema, textSchema } from '../support/clockSchema.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';
import { type FileSystem } from '../../src/system/index.ts';

const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };

let writerProgram: string;
beforeAll(async () => {
  writerProgram = await bundleProgram('test/support/writer.ts', 'writer');
});

const newRun = () => createRun(temporaryFolder(), someRequest());
const claim = (folder: string, files?: FileSystem, onProblem?: (p: UserError | null) => void) =>
  claimRun(folder, describeProcess(engine, folder), { files, onProblem });

describe('a run', () => {
  it('is written by one process and read by another', async () => {
    const folder = await newRun();
    expect(readRun(folder).life).toBe('waiting');
    const writer = claim(folder);
    const cursor = openTable(folder, 'clock');
    expect(cursor.read().rows).toBe(0);
    writer.append(clockSchema, [{ step: 1, time: 10 }]);
    writer.flush();
    expect(toRows(cursor.read())).toEqual([{ step: 1, time: 10 }]);
    writer.append(clockSchema, [{ step: 2, time: 20 }]);
    expect(readRun(folder).life).toBe('alive');
    expect(writer.end({ ending: 'finished' })).toBe(true);
    writer.close();
    expect(toRows(cursor.read())).toEqual([{ step: 2, time: 20 }]);
    expect(cursor.ended).toBe(true);
    expect(readRun(folder)).toMatchObject({ life: 'ended', ending: { ending: 'finished' } });
    expect(fs.readdirSync(folder).filter(n => n.startsWith('.'))).toEqual([]);
  });

  it('belongs to one process: a second one is refused and told who has it', async () => {
    const folder = await newRun();
    const writer = claim(folder);
    const second = spawnSync(process.execPath, [writerProgram, 'run', folder], {
      encoding: 'utf8',
    });
    expect(second.stdout).toContain('run.claimed');
    expect(second.stdout).toContain(`process ${process.pid} on`);
    expect(second.status).toBe(2);
    writer.close();
    expect(() => claim(folder)).toThrow('belongs to process');
  });

  it('has one ending: the first wins', async () => {
    const folder = await newRun();
    const writer = claim(folder);
    expect(writeEnding(folder, { ending: 'stopped', step: 3 })).toBe(true);
    expect(writer.end({ ending: 'finished' })).toBe(false);
    expect(writeEnding(folder, { ending: 'finished' })).toBe(false);
    writer.close();
    expect(readRun(folder).ending).toMatchObject({ ending: 'stopped', step: 3 });
  });

  it('raced for by many processes is claimed by exactly one', async () => {
    const folder = await newRun();
    fs.writeFileSync(path.join(folder, 'stop'), '');
    const racers = Array.from({ length: 6 }, () =>
      spawn(process.execPath, [writerProgram, 'run', folder, '1']),
    );
    const codes = await Promise.all(
      racers.map(async r => ((await once(r, 'exit')) as [number])[0]),
    );
    expect(codes.sort()).toEqual([0, 2, 2, 2, 2, 2]);
  });

  it('stops a run whose folder was deleted', async () => {
    const folder = await newRun();
    const writer = claim(folder);
    expect(writer.stopRequested()).toBe(false);
    fs.rmSync(folder, { recursive: true });
    await vi.waitFor(() => expect(writer.stopRequested()).toBe(true), 60_000);
    writer.close();
  });

  it('asked to stop says so', async () => {
    const folder = await newRun();
    const writer = claim(folder);
    expect(writer.stopRequested()).toBe(false);
    fs.writeFileSync(path.join(folder, 'stop'), '');
    await new Promise(resolve => setTimeout(resolve, 250));
    expect(writer.stopRequested()).toBe(true);
    writer.close();
  });

  it('is flushed by a timer when nobody appends', async () => {
    const folder = await newRun();
    const writer = claim(folder);
    writer.append(clockSchema, [{ step: 1, time: 1 }]);
    // Turns are short from here on: the next row waits.
    await new Promise(resolve => setImmediate(resolve));
    writer.append(clockSchema, [{ step: 2, time: 2 }]);
    await vi.waitFor(() => expect(openTable(folder, 'clock').read().rows).toBe(2), 60_000);
    writer.close();
  });
});

describe('a full disk', () => {
  it('keeps what it could not take, says so once, and gets it when there is room again', async () => {
    const folder = await newRun();
    const disk = limitedDisk();
    const problems: (string | undefined)[] = [];
    const writer = claim(folder, disk.files, p => problems.push(p?.code));
    writer.append(clockSchema, [{ step: 1, time: 1 }]);
    writer.log('one\n');
    writer.flush();
    for (let step = 2; step < 40; step++) {
      disk.free = step % 7;
      writer.append(clockSchema, [{ step, time: step }]);
      writer.append(textSchema, [{ step, text: `${step}` }]);
      writer.log(`${step}\n`);
      expect(() => writer.flush()).toThrow(/disk is full.*Free some space/);
    }
    expect(openTable(folder, 'clock').read().rows).toBe(1);
    disk.free = Infinity;
    writer.flush();
    expect(problems).toEqual(['run.diskFull', undefined]);
    writer.end({ ending: 'finished' });
    writer.close();
    const table = tableFromIPC(fs.readFileSync(path.join(folder, 'clock.arrows')));
    expect(table.getChild('step')?.toArray()).toEqual(
      Int32Array.from({ length: 39 }, (_, i) => i + 1),
    );
    expect(openTable(folder, 'text').read().rows).toBe(38);
    const lines = ['one', ...Array.from({ length: 38 }, (_, i) => `${i + 2}`)];
    expect(fs.readFileSync(path.join(folder, 'log.txt'), 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  it('still gets an ending, and tables that open', async () => {
    const folder = await newRun();
    const disk = limitedDisk();
    const writer = claim(folder, disk.files);
    writer.append(clockSchema, [{ step: 1, time: 1 }]);
    writer.flush();
    disk.free = 20;
    disk.mayOverwrite = true;
    writer.append(clockSchema, [{ step: 2, time: 2 }]);
    const message = 'the disk is full';
    writer.end({ ending: 'failed', message, code: 'run.diskFull', step: 2, block: null });
    writer.close();
    const { ending } = readRun(folder);
    expect(ending && describeEnding(ending)).toBe('failed at step 2: the disk is full');
    expect(openTable(folder, 'clock').read().rows).toBe(1);
  });

  it('of a real system, at its limit of a file, is a clear error', async () => {
    const folder = await newRun();
    const script = `trap '' XFSZ; ulimit -f 16; exec "${process.execPath}" "${writerProgram}" run "${folder}" 0`;
    const child = spawn('bash', ['-c', script]);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('problem')) child.kill('SIGKILL');
    });
    await once(child, 'close');
    expect(said).toContain('problem run.diskFull');
    const cursor = openTable(folder, 'text');
    expect(cursor.read().rows).toBeGreaterThan(0);
  });
});

describe('a folder', () => {
  it.skipIf(process.getuid?.() === 0)(
    'that may not be written to is a clear error (skipped as root, who may write anywhere)',
    async () => {
      const folder = await newRun();
      fs.chmodSync(folder, 0o500);
      expect(() => claim(folder)).toThrow(/may not be written to.*permissions/);
      fs.chmodSync(folder, 0o700);
    },
  );

  it.each([
    ['EROFS', 'run.readOnly', /mounted read-only/],
    ['EACCES', 'run.readOnly', /permissions/],
    ['EDQUOT', 'run.diskFull', /quota is used up/],
    ['EIO', 'run.write', /EIO/],
  ])('answering %s gives %s', async (code, name, message) => {
    const folder = await newRun();
    const files = { ...fs, openSync: () => fail(code) };
    expect(() => claim(folder, files)).toThrow(message);
    expect(() => claim(folder, files)).toThrow(expect.objectContaining({ code: name }));
  });

  it('deleted while the run goes on is reported', async () => {
    const folder = await newRun();
    const writer = claim(folder);
    fs.rmSync(folder, { recursive: true });
    writer.append(clockSchema, [{ step: 1, time: 1 }]);
    expect(() => writer.flush()).toThrow(expect.objectContaining({ code: 'run.gone' }));
    writer.close();
  });
});

/** A disk with so many bytes left; as on a real one, a write may be taken in part. */
function limitedDisk() {
  const disk = {
    free: Infinity,
    mayOverwrite: false,
    files: {
      ...fs,
      writeSync: (
        fd: number,
        bytes: Uint8Array,
        offset: number,
        length: number,
        at: number | null,
      ) => {
        const isNew = !disk.mayOverwrite || (at ?? Infinity) + length > fs.fstatSync(fd).size;
        const taken = isNew ? Math.min(length, disk.free) : length;
        if (taken === 0) return fail('ENOSPC');
        if (isNew) disk.free -= taken;
        return fs.writeSync(fd, bytes, offset, taken, at);
      },
    } as unknown as FileSystem,
  };
  return disk;
}

function fail(code: string): never {
  throw Object.assign(new Error(`${code}: from a test`), { code });
}
