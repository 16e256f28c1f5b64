import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldLocks, lockName, takeLock } from '../../src/runs/queue/index.ts';
import { markOurselves } from '../../src/runs/launch/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';

/** A lock file of a process that is gone, or of this one, with these fields. */
function lockText(fields: object = {}): string {
  // No system gives so large a pid.
  const mark = { ...markOurselves(temporaryFolder()), pid: 2 ** 30 };
  return JSON.stringify({ ...mark, engine: null, run: null, ...fields });
}

describe('a lock', () => {
  it('is held once, until it is released', () => {
    const folder = temporaryFolder();
    const lock = takeLock(folder, 'gpu-0');
    expect(lock).not.toBeNull();
    expect(takeLock(folder, 'gpu-0')).toBeNull();
    expect(takeLock(folder, 'gpu-1')).not.toBeNull();
    lock?.release();
    expect(takeLock(folder, 'gpu-0')).not.toBeNull();
  });

  it.each([240, 16, 15, 13])(
    'is taken and found whatever number of %i digits stands in a name',
    digits => {
      const folder = temporaryFolder();
      fs.writeFileSync(path.join(folder, `gpu.${'9'.repeat(digits)}.lock`), lockText());
      const lock = takeLock(folder, 'gpu');
      expect(lock).not.toBeNull();
      expect(takeLock(folder, 'gpu')).toBeNull();
      expect(heldLocks(folder).has('gpu')).toBe(true);
      lock?.release();
      expect(takeLock(folder, 'gpu')).not.toBeNull();
    },
  );

  it.each([
    ['its process is gone', lockText()],
    ['its pid was given to another process', lockText({ pid: process.pid, startTime: '1' })],
    ['it is of an earlier boot', lockText({ pid: process.pid, bootId: 'another' })],
    ['it cannot be understood', 'torn{'],
  ])('is broken where %s, and leaves no file behind', (_, text) => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'gpu.7.lock'), text);
    const lock = takeLock(folder, 'gpu');
    expect(lock).not.toBeNull();
    expect(fs.readdirSync(folder)).toEqual(['gpu.8.lock']);
    expect(takeLock(folder, 'gpu')).toBeNull();
    lock?.release();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('is held by the engine that works under it, after who took it is gone', () => {
    const folder = temporaryFolder();
    const { pid, startTime } = markOurselves(folder);
    const text = lockText({ engine: { pid, startTime }, run: '/x' });
    fs.writeFileSync(path.join(folder, 'gpu.1.lock'), text);
    expect(takeLock(folder, 'gpu')).toBeNull();
    expect([...heldLocks(folder)].map(([name, lock]) => [name, lock.run])).toEqual([['gpu', '/x']]);
  });

  it('has a name that no path can be made of', () => {
    expect(lockName('a/../b', 3)).toBe('a____b-3');
  });
});
