import { resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { cacheFolder, findCacheFolder, homeFolder } from '../../src/system/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';

const home = os.userInfo().homedir;

describe.skipIf(process.platform === 'win32')('the home folder', () => {
  it.each([
    ['as HOME says', { HOME: '/h' }, '/h'],
    ['as the list of users says where HOME is empty', { HOME: '' }, home],
    ['or relative', { HOME: 'h' }, home],
    ['or missing', {}, home],
  ])('%s', (_what, env, want) => {
    expect(homeFolder(env)).toBe(want);
  });
});

describe('the cache folder', () => {
  it('ignores a relative XDG_CACHE_HOME, as its standard says', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: 'cache' }, 'linux', '/h')).toBe('/h/.cache/residual-lab');
  });

  it('is nowhere without a home folder, which is said', () => {
    expect(() => cacheFolder({}, 'linux', null)).toThrow(/Set HOME, or RESIDUAL_LAB_CACHE/);
    expect(cacheFolder({ RESIDUAL_LAB_CACHE: '/c' }, 'linux', null)).toBe(resolve('/c'));
    expect(findCacheFolder({ RESIDUAL_LAB_CACHE: '/c' })).toBe(resolve('/c'));
  });
});

describe.skipIf(process.getuid?.() !== 0)(
  'a user that the system does not know (skipped where this is not root)',
  () => {
    let program: string;
    beforeAll(async () => {
      program = await bundleProgram('test/support/printHome.ts', 'printHome');
    });

    it('without HOME has no home, and nothing is thrown', () => {
      const options = { uid: 54_321, gid: 54_321, env: {}, encoding: 'utf8' } as const;
      const ran = spawnSync(process.execPath, [], { ...options, input: readFileSync(program) });
      expect(ran.stderr).toBe('');
      expect(JSON.parse(ran.stdout)).toEqual({ home: null, cache: null });
    });
  },
);
