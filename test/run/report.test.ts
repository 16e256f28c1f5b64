import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Runs a program that has the report and the function that adds vitest's results; its lines. */
function lines(program: string): readonly string[] {
  const script = `
    import { createReport, Skip } from './test/run/setup/report.mjs';
    import { addResults } from './test/run/setup/vitest.mjs';
    const report = createReport();
    ${program}
    console.log('exit code ' + report.close());`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

/** As vitest's JSON reporter writes them. */
const RESULTS = JSON.stringify({
  testResults: [
    {
      name: 'a.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [
        { status: 'passed', fullName: 'one' },
        { status: 'failed', fullName: 'two' },
        { status: 'skipped', fullName: 'three (skipped: no Python)' },
        { status: 'todo', fullName: 'four' },
      ],
    },
    { name: 'b.test.ts', status: 'failed', message: 'does not parse', assertionResults: [] },
    {
      name: 'c.test.ts',
      status: 'passed',
      message: '',
      assertionResults: [{ status: 'passed', fullName: 'five' }],
    },
  ],
});

it('counts steps and tests, names what was skipped and failed, and ends in the counts', () => {
  const all = lines(`
    await report.step('good', () => 'detail');
    await report.step('absent', () => { throw new Skip('not on this machine'); });
    await report.step('bad', async () => { throw new Error('broken'); });
    addResults(report, ${RESULTS});`);
  expect(all.at(-2)).toBe('3 passed, 3 failed, 3 skipped');
  expect(all.at(-1)).toBe('exit code 1');
  const text = all.join('\n');
  for (const name of ['absent: not on this machine', 'three (skipped: no Python)', 'bad: broken'])
    expect(text).toContain(name);
  expect(text).toMatch(/Failed:[^]*two[^]*b\.test\.ts: does not parse/);
});

it('succeeds when nothing failed', () => {
  const all = lines(`await report.step('good', () => undefined);`);
  expect(all.at(-2)).toBe('1 passed, 0 failed, 0 skipped');
  expect(all.at(-1)).toBe('exit code 0');
});
