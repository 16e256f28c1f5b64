import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleProgram } from '../../support/bundleProgram.ts';
import { buildFakeEngine } from '../support/fakeEngine.ts';
import { testIo } from '../support/io.ts';
import { project, trainCell } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';

let enginePath: string;
beforeAll(async () => {
  enginePath = await buildFakeEngine();
});

async function cli(folder: string, ...args: string[]) {
  const io = testIo({ cwd: folder, enginePath });
  const { code } = await reslab(args, io);
  return { code, out: io.stdout.text, err: io.stderr.text };
}

describe('a folder of runs', () => {
  it.each([
    ['runs', 'net.resnet.yaml'],
    ['queue', 'list', '--runs', 'net.resnet.yaml'],
    ['run', 'net.resnet.yaml', '--runs', 'net.resnet.yaml'],
  ])('is no notebook: %s %s %s %s', async (...args) => {
    const { folder, file } = project(trainCell('base'));
    const before = readFileSync(file);
    const { code, err } = await cli(folder, ...args.filter(arg => typeof arg === 'string'));
    expect([code, err]).toEqual([2, expect.stringContaining('net.resnet.yaml is a file')]);
    expect(readdirSync(folder).sort()).toEqual(['digits', 'net.resnet.yaml']);
    expect(readFileSync(file)).toEqual(before);
  });

  it.each([
    ['runs', ''],
    ['queue', 'list', '--runs', ''],
    ['run', 'net.resnet.yaml', '--runs', ''],
    ['export', 'x', '--runs', ''],
    ['stop', 'x', '--runs', ''],
    ['resume', 'x', '--runs', ''],
  ])('has a name, as an unset variable has not: %s %s %s %s', async (...args) => {
    const { folder } = project(trainCell('base'));
    const { code, err } = await cli(folder, ...args.filter(arg => typeof arg === 'string'));
    expect([code, err]).toEqual([2, expect.stringContaining('is empty')]);
    expect(readdirSync(folder).sort()).toEqual(['digits', 'net.resnet.yaml']);
  });

  it('that is an empty one becomes the store; another gets one inside, and nothing else', async () => {
    const { folder, file } = project(trainCell('base'));
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    expect((await cli(empty, 'run', file, '--runs', '.')).code).toBe(0);
    expect(readdirSync(path.join(empty, 'runs'))).toHaveLength(1);

    const own = path.join(folder, 'own');
    mkdirSync(own);
    writeFileSync(path.join(own, 'thesis.txt'), 'mine');
    expect((await cli(own, 'run', file, '--runs', '.')).code).toBe(0);
    expect(readdirSync(own).sort()).toEqual(['.residual-lab', 'thesis.txt']);
    expect(existsSync(path.join(folder, '.residual-lab'))).toBe(false);
    for (const place of [empty, own]) {
      const { out } = await cli(place, 'runs', '.', '--json');
      expect((JSON.parse(out) as { runs: unknown[] }).runs).toHaveLength(1);
    }
  });
});

it.runIf(existsSync('/dev/stdin'))(
  'a pipe in the place of a notebook is refused at once, whatever it holds',
  async () => {
    const program = await bundleProgram('src/cli/main.ts', 'places/cli');
    const { folder, file } = project(trainCell('base'));
    for (const device of ['/dev/stdin', '/dev/zero', '/dev/null']) {
      const args = [program, 'run', device];
      const ran = spawnSync(process.execPath, args, {
        cwd: folder,
        input: readFileSync(file),
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining(device)]);
    }
    expect(readdirSync(folder).sort()).toEqual(['digits', 'net.resnet.yaml']);
  },
);
