import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { distrust } from '../../../src/system/programs/distrust.ts';
import { findProgram, searchPath } from '../../../src/system/programs/findProgram.ts';

/** Programs by name in folders of the POSIX kind. */
describe.skipIf(process.platform === 'win32')('a program by name', () => {
  let box: string;
  const cwd = vi.spyOn(process, 'cwd');
  const at = (...names: string[]) => path.join(box, ...names);
  const find = (...entries: string[]) =>
    findProgram('tool', { PATH: entries.join(path.delimiter) });

  beforeEach(() => {
    box = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'find-program-')));
    for (const name of [
      'good',
      'clone',
      'clone/deep',
      'home',
      'home/bin',
      'other/node_modules/.bin',
    ])
      addProgram(at(name));
    cwd.mockReturnValue(at('clone', 'deep'));
  });

  afterEach(() => {
    cwd.mockReset();
    vi.unstubAllEnvs();
    fs.rmSync(box, { recursive: true, force: true });
  });

  it('comes from the first absolute folder that has it', () => {
    expect(find(at('nothing'), at('good'), at('home'))).toBe(at('good', 'tool'));
  });

  it.each([['.'], [''], ['deep'], ['./deep'], ['../deep']])(
    'comes never from the entry %j',
    entry => {
      expect(find(entry)).toBeNull();
      expect(find(entry, at('good'))).toBe(at('good', 'tool'));
    },
  );

  it('comes never from the current folder, however it is written', () => {
    fs.symlinkSync(at('clone', 'deep'), at('link'));
    for (const entry of [
      at('clone/deep'),
      `${at('clone/deep')}/`,
      at('clone/deep/../deep'),
      at('link'),
    ])
      expect(find(entry)).toBeNull();
  });

  it('comes never from the repository around the current folder', () => {
    expect(find(at('clone'))).toBe(at('clone', 'tool'));
    fs.mkdirSync(at('clone', '.git'));
    expect(find(at('clone'))).toBeNull();
  });

  it('comes never from a folder that is distrusted, nor through a link to a file there', () => {
    expect(find(at('other'))).toBeNull();
    addProgram(at('workspace', 'bin'));
    distrust(at('workspace'));
    fs.mkdirSync(at('links'));
    fs.symlinkSync(at('workspace', 'bin', 'tool'), at('links', 'tool'));
    expect(find(at('workspace', 'bin'))).toBeNull();
    expect(find(at('links'))).toBeNull();
  });

  it('comes never from programs of packages', () => {
    expect(find(at('other/node_modules/.bin'))).toBeNull();
  });

  it('comes from the home folder for somebody who works there', () => {
    vi.stubEnv('HOME', at('home'));
    cwd.mockReturnValue(at('home'));
    expect(find(at('home', 'bin'))).toBe(at('home', 'bin', 'tool'));
  });

  it('is a file that may be executed', () => {
    fs.mkdirSync(at('folder', 'tool'), { recursive: true });
    fs.chmodSync(at('good', 'tool'), 0o644);
    expect(find(at('folder'), at('good'))).toBeNull();
  });

  it('is found by an absolute path and by no other path', () => {
    expect(findProgram(at('clone', 'deep', 'tool'))).toBe(at('clone', 'deep', 'tool'));
    expect(findProgram('./tool')).toBeNull();
    expect(findProgram('deep/tool')).toBeNull();
    expect(findProgram('')).toBeNull();
  });

  it('is found where the current folder is gone', () => {
    cwd.mockImplementation(() => {
      throw new Error('ENOENT: uv_cwd');
    });
    expect(find(at('good'))).toBe(at('good', 'tool'));
  });

  it('is looked for somewhere also where the PATH is empty, which would mean the current folder', () => {
    for (const PATH of ['', '.', ':', undefined])
      expect(searchPath({ PATH })).toEqual(['/usr/bin', '/bin']);
  });
});

function addProgram(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'tool'), '#!/bin/sh\n', { mode: 0o755 });
}
