import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment } from '../../../src/system/index.ts';

const absolute = path.resolve('/elsewhere/file');

describe('the environment of a program', () => {
  it.each([
    'NODE_OPTIONS',
    'NODE_PATH',
    'VSCODE_PID',
    'ELECTRON_RUN_AS_NODE',
    'GIT_DIR',
    'GIT_SSH_COMMAND',
    'GIT_CONFIG_COUNT',
    'GIT_EXTERNAL_DIFF',
    'PYTHONPATH',
    'PYTHONHOME',
    'PYTHONSTARTUP',
    'PIP_PYTHON',
    'PIP_TARGET',
    'PIP_NO_BINARY',
    'BASH_ENV',
    'OLDPWD',
  ])('has no %s', name => {
    expect(cleanEnvironment({ [name]: absolute })).not.toHaveProperty([name]);
  });

  it.each([
    ['PIP_INDEX_URL', 'https://example.org/simple'],
    ['PIP_CONFIG_FILE', absolute],
    ['HTTPS_PROXY', 'http://proxy:3128'],
    ['LD_PRELOAD', 'libjemalloc.so'],
    ['CUDA_VISIBLE_DEVICES', '1'],
    ['TF_ENABLE_ONEDNN_OPTS', '0'],
    ['XDG_CACHE_HOME', absolute],
    ['NODE_EXTRA_CA_CERTS', absolute],
  ])('keeps %s', (name, value) => {
    expect(cleanEnvironment({ [name]: value })).toMatchObject({ [name]: value });
  });

  it.each(['PIP_CONFIG_FILE', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'TMPDIR'])(
    'has no relative %s',
    name => {
      expect(cleanEnvironment({ [name]: 'here' })).not.toHaveProperty([name]);
      expect(cleanEnvironment({ [name]: './here' })).not.toHaveProperty([name]);
    },
  );

  it('has no settings of pip from the current folder', () => {
    expect(cleanEnvironment({ PIP_CONFIG_FILE: path.resolve('pip.conf') })).not.toHaveProperty([
      'PIP_CONFIG_FILE',
    ]);
  });

  it('has our own folders as the user meant them', () => {
    expect(cleanEnvironment({ RESIDUAL_LAB_CACHE: 'cache', RESIDUAL_LAB_DATA: '' })).toMatchObject({
      RESIDUAL_LAB_CACHE: path.resolve('cache'),
      RESIDUAL_LAB_DATA: '',
    });
  });

  it('has a PATH of absolute folders, in which programs that it starts find theirs', () => {
    const entries = ['.', '', 'bin', process.cwd(), path.dirname(process.execPath)];
    const { PATH } = cleanEnvironment({ PATH: entries.join(path.delimiter) });
    expect(PATH).toBe(path.dirname(process.execPath));
  });
});
