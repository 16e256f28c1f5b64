import { createHash } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { describeDifferences, identifyData, type IdentifiedData } from '../../src/dataset/index.ts';
import { fingerprintOf } from '../../src/dataset/identity/fingerprint.ts';
import { recordOf } from '../../src/dataset/identity/record.ts';
import { temporaryFolder } from '../support/runFolder.ts';
import { addTo, folderWith, pictures } from './support.ts';

const someSet = () => folderWith(pictures(['cat', 12], ['dog', 12]));

/** Sums are kept in a folder of this call's own unless one is given. */
async function identify(place: string, cache = temporaryFolder()): Promise<IdentifiedData> {
  const env = { RESIDUAL_LAB_CACHE: cache };
  return identifyData({ set: 'x', format: null }, { place, env }, 2);
}
const sum = (found: IdentifiedData) => found.record.fingerprint.sha256;

describe('the fingerprint of a set', () => {
  it('is SHA-256 over names, sizes and contents, in the order of the names', async () => {
    const { record } = await identify(folderWith(pictures(['b', 2], ['a', 1])));
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    const lines = ['a 0', 'b 0', 'b 1'].map(
      content => `${content.replace(' ', '/')}.png\0${content.length}\0${sha(content)}\n`,
    );
    expect(record.fingerprint).toEqual({
      way: 'contents',
      sha256: sha(lines.join('')),
      files: 3,
      bytes: 9,
    });
  });

  it('is that of the official files, whatever lies beside them', async () => {
    const files = Object.fromEntries(
      ['train.bin', 'test.bin.gz', 'meta.txt'].map(name => [name, name]),
    );
    const one = await identify(folderWith(files));
    const two = await identify(folderWith({ ...files, 'meta.txt': 'other', 'more.txt': '' }));
    expect([one.record.fingerprint.files, sum(two)]).toEqual([2, sum(one)]);
  });

  it('stays when the set is touched, moved or copied', async () => {
    const cache = temporaryFolder();
    const folder = someSet();
    const before = sum(await identify(folder, cache));
    utimesSync(path.join(folder, 'cat/3.png'), 1, 1);
    expect(sum(await identify(folder, cache))).toBe(before);
    const moved = path.join(temporaryFolder(), 'elsewhere');
    renameSync(folder, moved);
    expect(sum(await identify(moved, cache))).toBe(before);
    expect(sum(await identify(someSet(), cache))).toBe(before);
  });

  it('sees a file that was overwritten at its size and dated back', async () => {
    const cache = temporaryFolder();
    const folder = someSet();
    const file = path.join(folder, 'cat/3.png');
    // Old enough to be remembered.
    const wait = new Promise(resolve => setTimeout(resolve, 2100));
    await wait;
    const before = await identify(folder, cache);
    const { atime, mtime, ino, size } = statSync(file);
    const fd = openSync(file, 'r+');
    writeSync(fd, Buffer.from('X'), 0, 1, 0);
    closeSync(fd);
    utimesSync(file, atime, mtime);
    expect(statSync(file)).toMatchObject({ ino, size, mtime });
    const after = await identify(folder, cache);
    expect(describeDifferences(before.record, after.record)).toBe(
      '1 file has other contents (cat/3.png)',
    );
  });

  it('does not read again what has not changed since', async () => {
    const cache = temporaryFolder();
    const folder = someSet();
    await new Promise(resolve => setTimeout(resolve, 2100));
    const before = await identify(folder, cache);
    const [name] = (await import('node:fs')).readdirSync(path.join(cache, 'fingerprints'));
    const file = path.join(cache, 'fingerprints', String(name));
    // Whoever reads the file again would not come to this sum.
    const sums = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [string, string]>;
    const key = path.join(folder, 'cat/0.png');
    const [stamp] = sums[key] ?? [''];
    writeFileSync(file, JSON.stringify({ ...sums, [key]: [stamp, '0'.repeat(64)] }));
    expect(sum(await identify(folder, cache))).not.toBe(sum(before));
    writeFileSync(file, '{"damaged');
    expect(sum(await identify(folder, cache))).toBe(sum(before));
  });

  it('of a large set is made of names, sizes and 64 files, and says so', async () => {
    const folder = folderWith(pictures(['a', 100], ['b', 100]));
    const files = [...Object.keys(pictures(['a', 100], ['b', 100]))].map(name => ({
      name,
      path: path.join(folder, name),
    }));
    const print = () =>
      fingerprintOf(folder, files, { most: 10, env: { RESIDUAL_LAB_CACHE: temporaryFolder() } });
    const before = await print();
    expect(before.fingerprint.way).toBe('sample');
    expect(before.files.filter(f => f.sha256 !== null).length).toBe(64);
    const [sampled, other] = [true, false].map(
      is => before.files.find(f => (f.sha256 !== null) === is)?.name ?? '',
    ) as [string, string];
    const change = async (name: string, text: string) => {
      const file = path.join(folder, name);
      const old = readFileSync(file);
      writeFileSync(file, text);
      const now = await print();
      writeFileSync(file, old);
      return describeDifferences(recordOf('x', before), recordOf('x', now));
    };
    const sameSize = (name: string) => 'z'.repeat(statSync(path.join(folder, name)).size);
    expect(await change(sampled, sameSize(sampled))).toContain(`other contents (${sampled})`);
    expect(await change(other, 'longer than before')).toContain(`other contents (${other})`);
  });
});

describe('random changes of a set', () => {
  it('are named, and only they', async () => {
    const random = Random.of('changes');
    for (let round = 0; round < 40; round++) {
      const folder = someSet();
      const cache = temporaryFolder();
      const before = await identify(folder, cache);
      const names = Object.keys(before.record.files ?? {});
      const pick = () => names.splice(random.below(names.length), 1)[0] as string;
      const file = (name: string) => path.join(folder, name);
      const expected: string[] = [];
      const [gone, written, from, to] = [pick(), pick(), pick(), `cat/new ${round}.png`];
      const [a, b] = [pick(), pick()].sort() as [string, string];
      if (random.below(2)) {
        rmSync(file(gone));
        expected.push(`1 file is gone (${gone})`);
      }
      if (random.below(2)) {
        writeFileSync(file(written), 'x'.repeat(statSync(file(written)).size));
        expected.push(`1 file has other contents (${written})`);
      }
      if (random.below(2)) {
        const [first, second] = [readFileSync(file(a)), readFileSync(file(b))];
        writeFileSync(file(a), second);
        writeFileSync(file(b), first);
        expected.push(`1 pair was swapped (${a} with ${b})`);
      }
      if (random.below(2)) {
        renameSync(file(from), file(to));
        expected.push(`1 file was renamed (${from} is now ${to})`);
      }
      if (random.below(2)) {
        addTo(folder, { 'dog/added.png': 'something' });
        expected.push('1 file is new (dog/added.png)');
      }
      const after = await identify(folder, cache);
      expect(sum(after) === sum(before)).toBe(expected.length === 0);
      if (expected.length > 0)
        expect(describeDifferences(before.record, after.record)).toBe(expected.join('; '));
    }
  });

  it('are told by folder where there are too many files to list', async () => {
    const folder = folderWith(pictures(['a', 4], ['b', 4]));
    const print = async () => {
      const files = Object.keys(pictures(['a', 4], ['b', 4]))
        .map(name => ({ name, path: path.join(folder, name) }))
        .filter(({ path: file }) => statSync(file, { throwIfNoEntry: false }));
      const env = { RESIDUAL_LAB_CACHE: temporaryFolder() };
      return recordOf('x', await fingerprintOf(folder, files, { env }), 5);
    };
    const before = await print();
    rmSync(path.join(folder, 'b/2.png'));
    const after = { ...(await print()), files: null };
    const whole = { ...before, folders: before.folders ?? {} };
    expect(whole.files).toBeNull();
    expect(describeDifferences(before, after)).toBe('1 folder differs (b (4 files, now 3))');
  });

  it('are counted at least where nothing was kept', async () => {
    const { record } = await identify(someSet());
    const bare = { ...record, files: null, folders: null };
    expect(
      describeDifferences(bare, { ...record, fingerprint: { ...record.fingerprint, files: 9 } }),
    ).toMatch(/^it had 24 files with \d+ bytes, and has 9 files/);
  });
});
