import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/index.ts';
import { asUserError, diskError, withTemporaryFolder } from '../../src/system/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';

/** What an action of the real system throws. */
function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const isLinux = process.platform === 'linux';

describe('an error of the system', () => {
  it.skipIf(!isLinux)('says which disk is full', () => {
    const error = thrown(() => fs.writeFileSync('/dev/full', 'x'));
    expect(diskError(error, 'write the run', '/store')).toMatchObject({
      code: 'run.diskFull',
      message: 'Cannot write the run at /store: the disk is full. Free some space there.',
    });
  });

  it('says what it was about where nobody expected it', () => {
    const missing = join(temporaryFolder(), 'a', 'b');
    const error = asUserError(thrown(() => fs.readFileSync(missing)));
    expect(error).toMatchObject({ code: 'run.gone' });
    expect(error?.message).toContain(missing);
  });

  it('is found below what wraps it', () => {
    const cause = thrown(() => fs.readdirSync(join(temporaryFolder(), 'a')));
    expect(asUserError(new Error('the loader failed', { cause }))?.code).toBe('run.gone');
  });

  it('names the program that did not start', () => {
    const { error } = spawnSync('no-such-program-of-anybody');
    expect(asUserError(error)?.message).toMatch(/^Cannot start no-such-program-of-anybody: /);
  });

  it('is not taken for a mistake of ours, nor the other way round', () => {
    expect(asUserError(thrown(() => JSON.parse('{')))).toBeNull();
    expect(asUserError(thrown(() => fs.readFileSync(null as never)))).toBeNull();
    const ours = new UserError('run.gone', 'gone');
    expect(asUserError(ours)).toBe(ours);
  });

  it.skipIf(!isLinux)('says which limit was reached', () => {
    const script = `
      const fs = require('node:fs');
      const open = [];
      try { for (;;) open.push(fs.openSync('/dev/null')); }
      catch (error) { open.forEach(fd => fs.closeSync(fd)); console.log(error.code); }`;
    const node = `exec "${process.execPath}" -e "${script.replaceAll('\n', ' ')}"`;
    const code = execFileSync('bash', ['-c', `ulimit -n 60; ${node}`], { encoding: 'utf8' }).trim();
    const error = Object.assign(new Error(code), { code, syscall: 'open', path: '/x' });
    expect(asUserError(error)?.message).toMatch(/too many files are open.*ulimit -n/);
  });
});

describe('the folder for temporary files', () => {
  const before = process.env['TMPDIR'];
  afterEach(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });

  it('is made, and gone afterwards, also when its use fails', () => {
    let made = '';
    expect(() =>
      withTemporaryFolder('x', folder => {
        made = folder;
        fs.writeFileSync(join(folder, 'a'), '');
        throw new Error('ours');
      }),
    ).toThrow('ours');
    expect(made).not.toBe('');
    expect(fs.existsSync(made)).toBe(false);
  });

  it('that is not there is named, with its variable', () => {
    const missing = join(temporaryFolder(), 'missing');
    process.env['TMPDIR'] = missing;
    const error = thrown(() => withTemporaryFolder('x', () => 1));
    expect(error).toMatchObject({ code: 'run.temporary' });
    expect(String(error)).toContain(`${missing} (TMPDIR names it)`);
  });

  it.skipIf(!isLinux)('that is full is told from the disk of the store', () => {
    const full = () => fs.writeFileSync('/dev/full', 'x');
    expect(() => withTemporaryFolder('x', full)).toThrow(/temporary files.*disk is full/);
  });
});
