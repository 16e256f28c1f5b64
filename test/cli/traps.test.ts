import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const programs =
  'git pip pip3 python python3 nvidia-smi node g++ clang++ c++ sh bash env ps sysctl uname';
const modules = 'sitecustomize usercustomize pip encodings site os json runpy';

let box: string;
let folder: string;
let marker: string;

/** A folder in which everything that could be taken for a program, a module or settings leaves a mark. */
beforeAll(() => {
  box = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'traps-')));
  [folder, marker] = [path.join(box, 'clone'), path.join(box, 'executed')];
  const places = ['.', 'bin', 'node_modules/.bin'].map(place => path.join(folder, place));
  for (const place of places) {
    mkdirSync(place, { recursive: true });
    for (const name of programs.split(' '))
      writeFileSync(path.join(place, name), `#!/bin/sh\necho $0 >> '${marker}'\n`, { mode: 0o755 });
  }
  for (const name of modules.split(' '))
    writeFileSync(path.join(folder, `${name}.py`), `open('${marker}', 'a').write('${name}.py ')\n`);
  const hook = `require('fs').appendFileSync('${marker}', 'hook of Node ')`;
  mkdirSync(path.join(folder, 'node_modules', 'encoding'), { recursive: true });
  writeFileSync(path.join(folder, 'node_modules', 'encoding', 'index.js'), hook);
  writeFileSync(path.join(folder, 'pyvenv.cfg'), `home = ${folder}\n`);
  writeFileSync(path.join(folder, 'x.pth'), `import os; open('${marker}', 'a')\n`);
  writeFileSync(path.join(folder, 'pip.conf'), '[global]\npython = ./python3\n');
  writeFileSync(
    path.join(folder, 'a.resnet.yaml'),
    'network: n\ninput: [8, 8, 1]\nclasses: 10\nstem: {filters: 4, kernel: 3}\nstages: [{blocks: 1, filters: 4}]\nblock: preactivation\nshortcut: pad\n---\ntrain: t\nnetwork: n\ndata: ./none\nepochs: 1\n',
  );
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder });
  git('init', '-q');
  git('add', 'a.resnet.yaml');
  git('commit', '-q', '-m', 'one');
  git('config', 'core.fsmonitor', './git');
  git('config', 'filter.trap.clean', './git');
  writeFileSync(path.join(folder, '.gitattributes'), '* filter=trap\n');
  rmSync(marker, { force: true });
});

afterAll(() => rmSync(box, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32' || !existsSync(cli))(
  'the built command in a folder of traps (skipped: on Windows, or dist/cli.js is not built)',
  () => {
    it.each(
      [
        ['check', 'a.resnet.yaml'],
        ['show', 'a.resnet.yaml'],
        ['run', 'a.resnet.yaml', '--engine', 'cpu'],
        ['runs'],
        ['queue', 'add', 'a.resnet.yaml', '--engine', 'cpu', '--wait'],
        ['queue', 'list'],
        ['resume', 'none'],
        ['stop', 'none'],
        ['export', 'none'],
        ['data', 'list'],
        ['data', 'get', 'none'],
        ['engine', 'info'],
        ['engine', 'install'],
        ['engine', 'install', '--gpu'],
      ].map(args => [args.join(' '), args] as const),
    )('%s runs nothing of it', (_, args) => {
      const usual = process.env['PATH'] ?? '';
      const own = [folder, path.join(folder, 'bin'), path.join(folder, 'node_modules', '.bin')];
      const { status } = spawnSync(process.execPath, [cli, ...args], {
        cwd: folder,
        timeout: 200_000,
        env: {
          ...process.env,
          PATH: ['.', '', 'bin', ...own, usual, ''].join(path.delimiter),
          RESIDUAL_LAB_CACHE: path.join(box, 'cache'),
          RESIDUAL_LAB_DATA: '',
          RESIDUAL_LAB_PYTHON: '',
          CXX: './g++',
          PYTHONPATH: '.',
          PIP_CONFIG_FILE: './pip.conf',
          PIP_PYTHON: './python3',
          PIP_INDEX_URL: 'http://127.0.0.1:9/',
          PIP_RETRIES: '0',
          GIT_DIR: '.git',
          GIT_SSH_COMMAND: './git',
          BASH_ENV: './bash',
          NODE_PATH: './node_modules',
        },
      });
      expect(status).not.toBeNull();
      expect(status).not.toBe(70);
      expect(existsSync(marker)).toBe(false);
    });

    it('has traps that work', () => {
      spawnSync('git', ['status'], { cwd: folder, env: { ...process.env, PATH: '.' } });
      expect(existsSync(marker)).toBe(true);
    });
  },
);
