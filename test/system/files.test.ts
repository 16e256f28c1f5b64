import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/base/index.ts';
import {
  isOurs,
  makeWorkFolder,
  openForWriting,
  readLarge,
  readPlain,
  readTail,
  readText,
  removeLeftovers,
  replaceFile,
  writeNamedFile,
  type WriteMode,
} from '../../src/system/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';

const posix = process.platform !== 'win32';
const isRoot = process.geteuid?.() === 0;

/** A folder with somebody's file, and what may stand in the place of one of ours. */
function traps() {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  fs.writeFileSync(at('theirs'), 'precious');
  fs.symlinkSync('theirs', at('link'));
  fs.symlinkSync('nowhere', at('dangling'));
  fs.linkSync(at('theirs'), at('hard'));
  fs.mkdirSync(at('folder'));
  if (posix) execFileSync('mkfifo', [at('pipe')]);
  if (posix) fs.symlinkSync('/dev/zero', at('zeros'));
  return at;
}

const places = ['link', 'dangling', 'hard', 'folder', ...(posix ? ['pipe', 'zeros'] : [])];

describe('opening for writing', () => {
  it.each(places)('refuses a %s and leaves what it leads to as it is', name => {
    const at = traps();
    for (const mode of ['append', 'update'] satisfies WriteMode[])
      expect(() => openForWriting(at(name), mode)).toThrow(
        expect.objectContaining({ code: 'run.links' }) as UserError,
      );
    expect(() => openForWriting(at(name), 'new')).toThrow(
      expect.objectContaining({ code: 'EEXIST' }) as Error,
    );
    expect(fs.readFileSync(at('theirs'), 'utf8')).toBe('precious');
    expect(fs.existsSync(at('nowhere'))).toBe(false);
  });

  it('appends to a file of its own, and makes it where it is missing', () => {
    const file = path.join(temporaryFolder(), 'log.txt');
    for (const text of ['a', 'b']) {
      const fd = openForWriting(file, 'append');
      fs.writeSync(fd, text);
      fs.closeSync(fd);
    }
    expect(fs.readFileSync(file, 'utf8')).toBe('ab');
  });

  it.runIf(isRoot)('refuses a file of another user', () => {
    const file = path.join(temporaryFolder(), 'log.txt');
    fs.writeFileSync(file, '');
    fs.chownSync(file, 12345, 12345);
    expect(() => openForWriting(file, 'append')).toThrow(/belongs to another user/);
    expect(isOurs(fs.lstatSync(file), path.dirname(file))).toBe(false);
  });

  it('replaces a link, not what it leads to', () => {
    const at = traps();
    replaceFile(at('link'), 'ours');
    expect(fs.readFileSync(at('theirs'), 'utf8')).toBe('precious');
    expect(fs.lstatSync(at('link')).isFile()).toBe(true);
  });
});

describe('reading', () => {
  it.each(places.filter(name => name !== 'hard'))('passes over a %s at once', async name => {
    const at = traps();
    expect(readText(at(name))).toBeUndefined();
    expect(readTail(at(name), 100)).toBe('');
    expect(readPlain(at(name), { most: 100 })).toEqual({ why: 'notPlain' });
    await expect(readLarge(at(name), { most: 100 })).rejects.toThrow(/plain file|is a link/);
  });

  it('follows a link that the user named, but to no device', async () => {
    const at = traps();
    expect((await readLarge(at('link'), { most: 100, follow: true })).toString()).toBe('precious');
    if (!posix) return;
    await expect(readLarge(at('zeros'), { most: 100, follow: true })).rejects.toThrow(/plain file/);
    await expect(readLarge(at('pipe'), { most: 100, follow: true })).rejects.toThrow(/plain file/);
  });

  it('refuses a file that is larger than its kind may be, before it sets aside memory', async () => {
    const file = path.join(temporaryFolder(), 'huge');
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 2 ** 40);
    expect(readText(file)).toBeUndefined();
    expect(readPlain(file, { most: 1 })).toEqual({ why: 'tooLarge' });
    await expect(readLarge(file, { most: 2 ** 30 })).rejects.toThrow(/1.00 TiB.*1.00 GiB at most/);
  });
});

describe('a file that the user named', () => {
  it('is written through its link and keeps its mode', () => {
    const at = traps();
    fs.chmodSync(at('theirs'), 0o640);
    writeNamedFile(at('link'), 'new');
    expect(fs.lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(fs.readFileSync(at('theirs'), 'utf8')).toBe('new');
    if (posix) expect(fs.statSync(at('theirs')).mode & 0o777).toBe(0o640);
  });

  it('keeps its old content, and leaves nothing beside it, where the disk is full', () => {
    const file = path.join(temporaryFolder(), 'out.csv');
    fs.writeFileSync(file, 'old');
    const full = {
      ...fs,
      writeSync: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    expect(() => writeNamedFile(file, 'new', full as never)).toThrow('full');
    expect(fs.readFileSync(file, 'utf8')).toBe('old');
    expect(fs.readdirSync(path.dirname(file))).toEqual(['out.csv']);
  });
});

describe('what killed processes left', () => {
  const name = '.status.json.0123456789abcdef.tmp';

  it('goes after an hour, or at once where its writer is gone', () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, name), '');
    fs.writeFileSync(path.join(folder, '.mine.tmp'), '');
    removeLeftovers(folder);
    expect(fs.readdirSync(folder)).toContain(name);
    removeLeftovers(folder, n => n.startsWith('.status.json.'));
    expect(fs.readdirSync(folder)).toEqual(['.mine.tmp']);
    fs.writeFileSync(path.join(folder, name), '');
    fs.utimesSync(path.join(folder, name), 0, 0);
    removeLeftovers(folder);
    expect(fs.readdirSync(folder)).toEqual(['.mine.tmp']);
  });

  it('is also a work folder of a day ago, which no one else may look into', () => {
    const parent = temporaryFolder();
    const old = makeWorkFolder(parent, 'download');
    if (posix) expect(fs.statSync(old).mode & 0o777).toBe(0o700);
    fs.utimesSync(old, 0, 0);
    const second = makeWorkFolder(parent, 'download');
    expect(fs.readdirSync(parent)).toEqual([path.basename(second)]);
  });
});
