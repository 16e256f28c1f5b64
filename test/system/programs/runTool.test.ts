import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runTool, runToolSync, startProgram, systemFolder } from '../../../src/system/index.ts';
import { temporaryFolder } from '../../support/runFolder.ts';

const node = process.execPath;
const script = (text: string) => ['-e', text];

/** Both ways to run a tool answer the same. */
const ways = [
  ['runTool', runTool],
  [
    'runToolSync',
    (...args: Parameters<typeof runToolSync>) => Promise.resolve(runToolSync(...args)),
  ],
] as const;

describe.each(ways)('%s', (_, run) => {
  it('gives what the program prints and says that all went well', async () => {
    const text = 'process.stdout.write("out"); process.stderr.write("err")';
    expect(await run(node, script(text), { timeLimitMs: 20_000 })).toEqual({
      ok: true,
      failure: null,
      code: 0,
      signal: null,
      stdout: 'out',
      stderr: 'err',
    });
  });

  it('gives the exit code of a program that failed', async () => {
    expect(await run(node, script('process.exit(3)'), { timeLimitMs: 20_000 })).toMatchObject({
      ok: false,
      failure: null,
      code: 3,
    });
  });

  it('says that there is no such program', async () => {
    for (const program of ['no-such-program-here', './tool', path.resolve('no-such-file')])
      expect(await run(program, [], { timeLimitMs: 1000 })).toMatchObject({ failure: 'absent' });
  });

  it('ends a program that takes too long', async () => {
    // Where it did not end, neither would this test.
    const forever = script('setInterval(() => {}, 1000)');
    expect(await run(node, forever, { timeLimitMs: 300 })).toMatchObject({
      ok: false,
      failure: 'timeLimit',
    });
  });

  it('ends a program that prints too much', async () => {
    const flood = script('for (;;) require("fs").writeSync(1, "x".repeat(65536))');
    const found = await run(node, flood, { timeLimitMs: 20_000, outputLimit: 1_000_000 });
    expect(found.failure).toBe('outputLimit');
    expect(found.stdout.length).toBeLessThan(2_000_000);
  });

  it('gives the program its input, and an empty one otherwise', async () => {
    const echo = script('process.stdin.pipe(process.stdout)');
    const options = { timeLimitMs: 20_000 };
    expect(await run(node, echo, { ...options, input: 'text' })).toMatchObject({ stdout: 'text' });
    expect(await run(node, echo, options)).toMatchObject({ ok: true, stdout: '' });
  });

  it('starts it in a folder that only the system writes, with a clean environment', async () => {
    process.env['NODE_OPTIONS'] = '--no-warnings';
    try {
      const facts = 'process.stdout.write(JSON.stringify([process.cwd(), process.env]))';
      const env = { ADDED: 'yes' };
      const { stdout } = await run(node, script(facts), { timeLimitMs: 20_000, env });
      const [cwd, found] = JSON.parse(stdout) as [string, Record<string, string>];
      expect(cwd).toBe(systemFolder());
      expect(found).toMatchObject({ ADDED: 'yes', PYTHONSAFEPATH: '1' });
      expect(found).not.toHaveProperty('NODE_OPTIONS');
    } finally {
      delete process.env['NODE_OPTIONS'];
    }
  });
});

it('does not wait for what an ended program left behind', async () => {
  // It leaves a process that holds its output open, and prints too much only then.
  const file = path.join(temporaryFolder(), 'left');
  const text = `
    const left = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600_000)'], { stdio: 'inherit' });
    require('fs').writeFileSync(${JSON.stringify(file)}, String(left.pid));
    require('fs').writeSync(1, 'x'.repeat(2000));
    setInterval(() => {}, 1000)`;
  const found = await runTool(node, script(text), { timeLimitMs: 120_000, outputLimit: 1000 });
  expect(found.failure).toBe('outputLimit');
  const left = Number(fs.readFileSync(file, 'utf8'));
  // Throws where it has ended.
  process.kill(left, 'SIGKILL');
});

it('starts no program by its name alone', () => {
  expect(() => startProgram('node', [], { stdio: 'ignore' })).toThrow('no absolute path');
});
