import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleProgram } from '../support/bundleProgram.ts';
import { temporaryFolder } from '../support/runFolder.ts';
import type { Report } from './report.ts';

let script: string;

beforeAll(async () => {
  script = await bundleProgram('test/gpu/main.ts', 'gpuCheck/app/gpu-check/main');
});

/** On a machine whose nvidia-smi prints this; null: without one. */
function check(args: readonly string[], smi: string | null = null) {
  const folder = temporaryFolder();
  if (smi !== null)
    fs.writeFileSync(path.join(folder, 'nvidia-smi'), `#!/bin/sh\necho '${smi}'\n`, {
      mode: 0o755,
    });
  const json = path.join(folder, 'report.json');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, '--json', json, ...args],
    { env: { PATH: `${folder}:/bin` }, encoding: 'utf8' },
  );
  const report = fs.existsSync(json) ? (JSON.parse(fs.readFileSync(json, 'utf8')) as Report) : null;
  return { status, stdout, stderr, report };
}

const gpu = 'GPU 0: NVIDIA H200 (UUID: GPU-aa)';
const names = ['engine', 'engines agree', 'training and lesion', 'resume', 'lock on the device'];

describe('npm run gpu-check', () => {
  it('says what it would do where there is no GPU, and ends with 3', () => {
    const { status, stdout, report } = check([]);
    expect([status, report]).toEqual([3, null]);
    for (const name of [...names, 'PyTorch parity', 'speed of WResNet-50'])
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(stdout).toContain('no NVIDIA GPU here');
  });

  it('lists its parts when asked to, with a GPU too', () => {
    const { status, stdout } = check(['--plan', '--only', 'engine'], gpu);
    expect(status).toBe(0);
    expect(stdout).toContain('engines agree');
    expect(stdout).not.toContain('resume');
  });

  it('prints one table and writes JSON, also when every part fails', () => {
    // Nothing is built beside this copy of the command.
    const { status, stdout, report } = check(['--only', 'engine,resume'], gpu);
    expect(status).toBe(1);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^check +result +seconds +what was found$/);
    expect(lines[1]).toMatch(/^engine +failed +\d+\.\d /);
    expect(stdout).toMatch(/^0 passed, 3 failed, 0 skipped in \d+ s; /m);
    expect(report).toMatchObject({
      format: 1,
      mode: 'gpu',
      budgetSeconds: 480,
      parts: [
        { name: 'engine', status: 'failed' },
        { name: 'engines agree', status: 'failed' },
        { name: 'resume', status: 'failed' },
      ],
    });
  });

  it.each([
    [['--only', 'nothing'], 'There is no part nothing'],
    [['--budget', 'x'], '--budget'],
    [['--cpuu'], '--cpuu'],
  ])('refuses %j', (args, message) => {
    const { status, stderr } = check(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
