import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFakeEngine } from './support/fakeEngine.ts';
import { testIo } from './support/io.ts';
import { reslab } from './support/reslab.ts';

const cli = path.join(import.meta.dirname, '../../dist/cli.js');

describe('help', () => {
  it('lists every command and the exit codes', async () => {
    const { code, stdout } = await reslab(['--help']);
    expect(code).toBe(0);
    for (const command of 'check show run resume stop runs queue export engine data'.split(' '))
      expect(stdout.text).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(stdout.text).toMatch(/130 +stopped by Ctrl-C/);
  });

  it.each(['check', 'show', 'run', 'resume', 'stop', 'runs', 'queue', 'export', 'engine', 'data'])(
    '%s has its own',
    async command => {
      const { code, stdout } = await reslab([command, '--help']);
      expect(code).toBe(0);
      expect(stdout.text).toMatch(new RegExp(`^Usage: reslab ${command} `));
    },
  );
});

describe('mistakes of the command line', () => {
  it.each([
    [[], ''],
    [['trian'], "unknown command 'trian'"],
    [['check'], "missing required argument 'files'"],
    [['show', 'a', 'b', 'c'], 'too many arguments'],
    [['check', 'a', '--jsn'], "unknown option '--jsn'"],
    [['engine', 'instal'], "There is no 'engine instal'"],
    [['data', 'fetch'], "There is no 'data fetch'"],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await reslab(args);
    expect(code).toBe(2);
    expect(stdout.text).toBe('');
    expect(stderr.text).toContain(message);
  });
});

describe('engine and data', () => {
  let enginePath: string;
  beforeAll(async () => {
    enginePath = await buildFakeEngine();
  });

  it.each([
    [
      ['engine', 'info', '--json'],
      ['info', '--json'],
    ],
    [
      ['engine', 'install', '--gpu', '--from', 'wheels'],
      ['install', '--gpu', '--from', path.resolve('wheels')],
    ],
    [
      ['engine', 'install', '--from=wheels', '--force'],
      ['install', `--from=${path.resolve('wheels')}`, '--force'],
    ],
    [
      ['data', 'get', 'mnist', '--from', 'https://example.org/x'],
      ['data', 'get', 'mnist', '--from', 'https://example.org/x'],
    ],
    [
      ['data', 'get', 'cifar10', '--data', 'x'],
      ['data', 'get', 'cifar10', '--data', path.resolve('x')],
    ],
    [
      ['data', 'show', './x', '--json'],
      ['data', 'show', path.resolve('x'), '--json'],
    ],
    [
      ['data', 'show', 'usps', '--data=./x'],
      ['data', 'show', 'usps', `--data=${path.resolve('x')}`],
    ],
  ])('%j is passed on to the engine, whose exit code is ours', async (args, passed) => {
    const out = path.join(path.dirname(enginePath), 'arguments.json');
    const io = testIo({ enginePath, env: { FAKE_ENGINE_OUT: out } });
    expect((await reslab(args, io)).code).toBe(7);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(passed);
  });

  it('an engine that is not built is something missing here', async () => {
    const { code, stderr } = await reslab(['engine', 'info'], testIo({ enginePath: '/none.js' }));
    expect(code).toBe(3);
    expect(stderr.text).toContain('npm run build');
  });
});

describe.skipIf(!existsSync(cli))('the built command (skipped: dist/cli.js is not built)', () => {
  it('sets the exit code and prints its version', () => {
    const version = spawnSync(process.execPath, [cli, '--version'], { encoding: 'utf8' });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(spawnSync(process.execPath, [cli, 'check', 'none.yaml']).status).toBe(2);
  });
});

it.runIf(existsSync(cli) && process.platform !== 'win32')(
  'says that the current folder is gone',
  () => {
    const script = 'd=$(mktemp -d) && cd "$d" && rmdir "$d" && exec "$0" "$@"';
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', script, process.execPath, cli, 'check', 'x'],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toMatch(/^reslab: The current folder is gone: .*\n$/);
    expect(status).toBe(2);
  },
);
