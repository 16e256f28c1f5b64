import { rmSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findData } from '../../../src/runs/index.ts';
import { someRequest } from '../../support/runFolder.ts';
import { buildFakeEngine } from '../support/fakeEngine.ts';
import { testIo } from '../support/io.ts';
import { project, trainCell } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';

let enginePath: string;
beforeAll(async () => {
  enginePath = await buildFakeEngine();
});

const env = { PATH: process.env['PATH'] };

describe('a set of ones own in the data folder', () => {
  const cell = trainCell('base').replace('./digits', 'plain');
  const withSet = () => {
    const { folder } = project(cell);
    for (const name of ['train.bin', 'test.bin']) {
      mkdirSync(path.join(folder, 'sets/plain'), { recursive: true });
      writeFileSync(path.join(folder, 'sets/plain', name), name);
    }
    return folder;
  };

  it('is unknown without the folder', async () => {
    const io = testIo({ cwd: withSet(), env });
    expect((await reslab(['check', 'net.resnet.yaml'], io)).code).toBe(1);
    expect(io.stdout.text).toContain('There is no data set `plain`');
    expect(io.stdout.text).toContain('RESIDUAL_LAB_DATA');
  });

  it.each(['check', 'run', 'queue add --wait'])('is known by --data: %s', async command => {
    const io = testIo({ cwd: withSet(), enginePath, env });
    const argv = [...command.split(' '), 'net.resnet.yaml', '--data', 'sets'];
    const { code } = await reslab(argv, io);
    expect([code, io.stderr.text]).toEqual([0, '']);
  });

  it.each(['check', 'show', 'run'])('is known by RESIDUAL_LAB_DATA: %s', async command => {
    const cwd = withSet();
    const own = { ...env, RESIDUAL_LAB_DATA: path.join(cwd, 'sets') };
    const io = testIo({ cwd, enginePath, env: own });
    const { code } = await reslab([command, 'net.resnet.yaml'], io);
    expect([code, io.stderr.text]).toEqual([0, '']);
  });
});

describe('a training that has been run', () => {
  const checked = async (folder: string, own: NodeJS.ProcessEnv) => {
    const io = testIo({ cwd: folder, env: own });
    await reslab(['check', 'net.resnet.yaml'], io);
    return io.stdout.text;
  };

  it('gives the same again only with the data of then', async () => {
    const { folder } = project(trainCell('base'));
    const own = { ...env, RESIDUAL_LAB_CACHE: path.join(folder, 'cache') };
    // Sums of files that were written a moment ago are not kept.
    await new Promise(resolve => setTimeout(resolve, 2100));
    await reslab(['run', 'net.resnet.yaml'], testIo({ cwd: folder, enginePath, env: own }));
    expect(await checked(folder, own)).toContain('running it again gives the same. Change');
    rmSync(path.join(folder, 'cache'), { recursive: true });
    expect(await checked(folder, own)).toContain('gives the same if its data are what they were');
    writeFileSync(path.join(folder, 'digits/train.bin'), 'train.xxx');
    await new Promise(resolve => setTimeout(resolve, 2100));
    // Whoever reads them leaves the sums of what is there now; as a run of another cell would.
    await findData(
      someRequest({
        notebook: path.join(folder, 'net.resnet.yaml'),
        value: { data: { set: './digits', format: null } },
      }),
      folder,
      { env: own },
    );
    expect(await checked(folder, own)).toContain('its data have changed since');
  });
});
